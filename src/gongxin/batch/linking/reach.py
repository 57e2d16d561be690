"""Which pairs cannot be candidates whatever else agrees: told before what costs is compared."""

from collections.abc import Iterator
from functools import cache, reduce
from itertools import product

import ibis
import ibis.expr.types as ir

from gongxin.batch.linking.parts import LEVELS as PLACE_LEVELS
from gongxin.core.name_score import LEVELS, points

STEM = ("trade", "line", "form")


def may_reach(t: ir.Table, least: int) -> ir.BooleanValue:
    """False only for pairs whose points stay below ``least``; columns as for ``with_points``."""
    tests = {
        ("branch", "other"): t["a_branch"] == t["b_branch"],
        ("line", "other"): _lines_meet(t) | _may_slip_elsewhere(t),
        ("region", "other"): _places_meet(t) | _may_be_fused(t),
    }
    asked = [test for (part, level), test in tests.items() if best(part, level) < least]
    return reduce(lambda one, other: one & other, asked, ibis.literal(True))


@cache
def best(part: str, level: str) -> int:
    """The most points that a pair can have with this level of the part."""
    table = points()
    return table["", ""] + max(
        sum(table[place] for place in levels.items())
        for levels in _combinations()
        if levels[part] == level
    )


def _combinations() -> Iterator[dict[str, str]]:
    """The levels that can be together."""
    names = [part for part in LEVELS if part != "bare"]
    bare = {(True, True): "both", (True, False): "region", (False, True): "line"}
    for chosen in product(*(LEVELS[part] for part in names)):
        levels = dict(zip(names, chosen, strict=True))
        elsewhere = levels["trade"] == "slip_elsewhere"
        if elsewhere and not levels["line"] == levels["form"] == "same":
            continue
        missing = (levels["region"] == "missing", levels["line"] == "missing")
        yield levels | {"bare": bare.get(missing, "no")}


def _lines_meet(t: ir.Table) -> ir.BooleanValue:
    """One holds the other; the empty one is in every other."""
    return t["a_line"].contains(t["b_line"]) | t["b_line"].contains(t["a_line"])


def _may_slip_elsewhere(t: ir.Table) -> ir.BooleanValue:
    """The shorter trade name begins the longer, and the names are nearly as long."""
    a, b = t["a_trade"], t["b_trade"]
    heads = (a != b) & (a.startswith(b) | b.startswith(a))
    one, other = (
        reduce(lambda x, y: x + y, (t[f"{side}_{part}"].length() for part in STEM)) for side in "ab"
    )
    near = ibis.cases((heads, (one - other).abs() <= 1), else_=False)
    return heads & near


def _places_meet(t: ir.Table) -> ir.BooleanValue:
    pairs = [(t[f"a_{level}"], t[f"b_{level}"]) for level in PLACE_LEVELS]
    meet = (a.startswith(b) | b.startswith(a) for a, b in pairs)
    return reduce(lambda one, other: one & other, meet)


def _may_be_fused(t: ir.Table) -> ir.BooleanValue:
    a, b = t["a_trade"], t["b_trade"]
    return (a != b) & (a.endswith(b) | b.endswith(a))
