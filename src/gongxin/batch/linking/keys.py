"""Keys by which names meet: made from the trade name, so that a slip in it leaves one that is shared.

Names of one family meet where they have a key in common: the same trade name alone, with the line
of business, with the place, with both; and for names with one wrong, missing or doubled character,
or two neighbours turned, what is left of the trade name without one character, with the line of
business or with either end of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from gongxin.core.name_score import LONG

LONGEST_KEYED = 6  # characters of a trade name that are left out in turn
BEGINNINGS = (2, 3, 4)
COMMON = 60  # names of the register that share a key
COMMON_SLIP = 30
_MARK = "|"
Key = tuple[ir.BooleanValue, ir.StringValue]
"""Where a name has the key, and the key."""


@dataclass(frozen=True, slots=True)
class Family:
    """Keys that are compared to each other, but for those that more names than ``common`` bear.

    ``differ`` names the parts in which two names must differ to be of this family and no other.
    """

    name: str
    asked: Callable[[ir.Table], list[Key]]
    known: Callable[[ir.Table], list[Key]]
    common: int = COMMON
    differ: tuple[str, ...] = ()


def of_names(t: ir.Table, keys: list[Key]) -> ir.Table:
    """``n, key`` for each key that a name has."""
    return ibis.union(*(t.filter(has).select("n", key=key) for has, key in keys))


def _trade(t: ir.Table) -> list[Key]:
    """Also with the region before it, which another name may have lost, or have as trade name."""
    size = t["trade"].length()
    return [
        (size > 1, t["trade"]),
        ((t["region"] != "") & (t["city"] == ""), t["region"] + t["trade"]),
    ]


def _trade_or_beginning(t: ir.Table) -> list[Key]:
    """A slip in the line of business makes the line a part of the trade name."""
    size = t["trade"].length()
    return [*_trade(t), *((size > n, t["trade"].substr(0, n)) for n in BEGINNINGS)]


def _line(t: ir.Table) -> list[Key]:
    named = (t["trade"].length() > 1) & (t["line"] != "")
    return [(named, t["trade"] + _MARK + t["line"])]


def _place(t: ir.Table) -> list[Key]:
    named = t["trade"].length() > 1
    return [
        (named & (t[level] != ""), t["trade"] + _MARK + t[level]) for level in ("city", "county")
    ]


def _line_and_place(t: ir.Table) -> list[Key]:
    return [(has & (t["line"] != ""), key + _MARK + t["line"]) for has, key in _place(t)]


def _shortened(t: ir.Table) -> list[Key]:
    """The trade name, and without each of its characters in turn."""
    trade, size = t["trade"], t["trade"].length()
    found: list[Key] = [(size >= LONG, trade)]
    for n in range(LONGEST_KEYED):
        has = (size >= LONG) & (size > n) & (size <= LONGEST_KEYED)
        found.append((has, trade.substr(0, n) + trade.substr(n + 1, LONGEST_KEYED)))
    return found


def _slip(t: ir.Table) -> list[Key]:
    return [(has, key + _MARK + t["line"]) for has, key in _shortened(t)]


def _slip_and_end(t: ir.Table) -> list[Key]:
    """Lines of which one holds the other mostly begin or end alike."""
    line = t["line"]
    ends = (line.substr(0, 1) + _MARK, _MARK + line.substr(line.length() - 1, 1))
    return [(has & (line != ""), key + _MARK + end) for has, key in _shortened(t) for end in ends]


FAMILIES = (
    Family("trade", _trade_or_beginning, _trade),
    Family("line", _line, _line),
    Family("place", _place, _place),
    Family("line and place", _line_and_place, _line_and_place),
    Family("slip", _slip, _slip, COMMON_SLIP, ("trade",)),
    Family("slip and end of line", _slip_and_end, _slip_and_end, COMMON_SLIP, ("trade", "line")),
)
