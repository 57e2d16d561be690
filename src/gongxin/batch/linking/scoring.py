"""Pairs of names compared and scored, exactly as :mod:`gongxin.core.name_score` does one pair.

What costs is asked only of the few pairs where what is cheap leaves it open.
"""

from functools import cache, reduce
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from gongxin.batch.linking.dialect import Step, chained
from gongxin.batch.linking.parts import LEVELS as PLACE_LEVELS
from gongxin.batch.linking.parts import with_held
from gongxin.core.name_score import DIGITS, LEVELS, LONG, LONGEST, points
from gongxin.core.name_words import syllables

Text: TypeAlias = ir.StringValue
COMPARED = tuple(LEVELS)
MOST = 1000  # characters of a rest that is compared: all of it
_OPEN = "?"  # a level that is not known yet


def with_score(pairs: ir.Table) -> ir.Table:
    """``pairs`` with the columns ``COMPARED`` and ``score``.

    Each part of the two names is in a column: ``a_trade`` and ``b_trade`` and so on for
    :data:`gongxin.batch.linking.parts.PARTS`.
    """
    return chained(pairs, SCORE_STEPS)


def with_points(pairs: ir.Table) -> ir.Table:
    """``pairs`` with the columns ``COMPARED`` and ``points``, thousandths of weights in sum."""
    return chained(pairs, POINT_STEPS)


def _with_others(t: ir.Table) -> ir.Table:
    """The levels of what is neither trade name nor place."""
    outside = t["trade"] == "slip_elsewhere"
    t = t.mutate(
        line=ibis.cases((outside, "same"), else_=_line(t["a_line"], t["b_line"])),
        form=ibis.cases((outside, "same"), else_=_form(t["a_kind"], t["b_kind"])),
        branch=_either(t["a_branch"] == t["b_branch"], "same", "other"),
        length=_either(_shorter(t) >= LONG, "long", "short"),
    )
    no_place, no_line = t["region"] == "missing", t["line"] == "missing"
    return t.mutate(
        bare=ibis.cases(
            (no_place & no_line, "both"), (no_place, "region"), (no_line, "line"), else_="no"
        )
    )


def likelihood(total: ir.IntegerValue) -> ir.FloatingValue:
    """The score that ``points`` stand for."""
    return (1 / (1 + (-(total / 1000)).exp())).round(DIGITS)


def _points(t: ir.Table) -> ir.IntegerValue:
    table = points()
    total: ir.IntegerValue = ibis.literal(table["", ""], "int32")
    for part, levels in LEVELS.items():
        *usual, last = levels
        chosen = ((t[part] == level, _whole(table[part, level])) for level in usual)
        total = total + ibis.cases(*chosen, else_=_whole(table[part, last]))
    return total


def _whole(value: int) -> ir.IntegerScalar:
    return ibis.literal(value, "int32")


def _fused(t: ir.Table) -> ir.BooleanValue:
    a, b = t["a_trade"], t["b_trade"]
    return ibis.cases(
        (a == b, False),
        (b.endswith(a), t["a_region"] + a == b),
        (a.endswith(b), t["b_region"] + b == a),
        else_=False,
    )


def _with_trade(t: ir.Table) -> ir.Table:
    """The level of the trade names where it is plain."""
    t = t.mutate(_fused=_fused(t))
    a, b = t["a_trade"], t["b_trade"]
    other_end = (t["a_line"] != t["b_line"]) | (t["a_form"] != t["b_form"])
    short = _shorter(t) < LONG
    return t.mutate(
        _heads=(a != b) & other_end & (a.startswith(b) | b.startswith(a)),
        trade=ibis.cases(
            ((a == b) | t["_fused"], "same"),
            (other_end & (a.startswith(b) | b.startswith(a)), _OPEN),
            (short | ((a.length() - b.length()).abs() > 1), "other"),
            else_=_OPEN,
        ),
    )


def _with_spots(t: ir.Table) -> ir.Table:
    """Where the names part, looked for only where a slip can be."""
    a, b = t["a_trade"], t["b_trade"]
    open_ = t["trade"] == _OPEN
    heads = open_ & t["_heads"]
    stems = {f"_stem_{side}": ibis.cases((heads, _stem(t, side)), else_="") for side in "ab"}
    t = t.mutate(**stems, _spot=ibis.cases((open_, _first_difference(a, b)), else_=0))
    one, other = t["_stem_a"], t["_stem_b"]
    return t.mutate(_stem_spot=ibis.cases((one != "", _first_difference(one, other)), else_=0))


def _with_slips(t: ir.Table) -> ir.Table:
    """The level of the trade names where it was open."""
    level = ibis.cases((t["trade"] == _OPEN, _slipped(t)), else_=t["trade"])
    return t.mutate(trade=level).drop("_stem_a", "_stem_b", "_spot", "_stem_spot", "_heads")


def _slipped(t: ir.Table) -> Text:
    a, b, spot = t["a_trade"], t["b_trade"], t["_spot"]
    heads = t["_stem_a"].startswith(b) | t["_stem_b"].startswith(a)
    longer, _ = _by_length(a, b)
    twice = (spot > 0) & (longer.substr(spot - 1, 1) == longer.substr(spot, 1))
    alike = (a.substr(spot, 1) + b.substr(spot, 1)).re_search(same_sound())
    elsewhere = (t["_stem_a"] != "") & heads
    return ibis.cases(
        (elsewhere & _slip(t["_stem_a"], t["_stem_b"], t["_stem_spot"]), "slip_elsewhere"),
        ((_shorter(t) < LONG) | ~_slip(a, b, spot), "other"),
        ((a.length() != b.length()) & twice, "turned"),
        (a.length() != b.length(), "longer"),
        (_turned(a, b, spot), "turned"),
        (alike, "sound"),
        else_="one_character",
    )


@cache
def same_sound() -> str:
    """A pattern for two characters that are read the same."""
    groups: dict[str, str] = {}
    for character, syllable in syllables().items():
        groups[syllable] = groups.get(syllable, "") + character
    return f"^(?:{'|'.join(f'[{group}][{group}]' for group in groups.values())})"


def _stem(t: ir.Table, side: str) -> Text:
    return t[f"{side}_trade"] + t[f"{side}_line"] + t[f"{side}_form"]


def _shorter(t: ir.Table) -> ir.IntegerValue:
    return ibis.least(t["a_trade"].length(), t["b_trade"].length())


def _slip(a: Text, b: Text, spot: ir.IntegerValue) -> ir.BooleanValue:
    longer, shorter = _by_length(a, b)
    rest = (a.substr(spot + 1, MOST) == b.substr(spot + 1, MOST)) | _turned(a, b, spot)
    one_more = longer.substr(spot + 1, MOST) == shorter.substr(spot, MOST)
    return ibis.cases(
        (a.length() == b.length(), (a != b) & rest),
        ((a.length() - b.length()).abs() == 1, one_more),
        else_=False,
    )


def _by_length(a: Text, b: Text) -> tuple[Text, Text]:
    first = a.length() > b.length()
    return ibis.cases((first, a), else_=b), ibis.cases((first, b), else_=a)


def _turned(a: Text, b: Text, spot: ir.IntegerValue) -> ir.BooleanValue:
    turned = a.substr(spot + 1, 1) + a.substr(spot, 1)
    same_rest = a.substr(spot + 2, MOST) == b.substr(spot + 2, MOST)
    return (a != b) & (turned == b.substr(spot, 2)) & same_rest


def _first_difference(a: Text, b: Text) -> ir.IntegerValue:
    return ibis.cases(
        *((a.substr(n, 1) != b.substr(n, 1), n) for n in range(LONGEST)), else_=LONGEST
    )


def _line(a: Text, b: Text) -> Text:
    return ibis.cases(
        (a == b, "same"),
        ((a == "") | (b == ""), "missing"),
        (a.contains(b) | b.contains(a), "within"),
        else_="other",
    )


def _form(a: Text, b: Text) -> Text:
    return ibis.cases((a == b, "same"), ((a != "") & (b != ""), "other"), else_="missing")


def _with_region(t: ir.Table) -> ir.Table:
    """The level of the places; which lies in which is asked only where nothing else tells."""
    levels = [(t[f"a_{level}"], t[f"b_{level}"]) for level in PLACE_LEVELS]
    nowhere = [_all([pair[n] == "" for pair in levels]) for n in (0, 1)]
    apart = [(a != "") & (b != "") & ~a.startswith(b) & ~b.startswith(a) for a, b in levels]
    shared = [(a != "") & (b != "") for a, b in levels]
    level = ibis.cases(
        (t["_fused"] | nowhere[0] | nowhere[1], "missing"),
        (_all([a == b for a, b in levels]), "same"),
        (_any(apart), "other"),
        (_any(shared), "fuller"),
        else_=_OPEN,
    )
    t = t.mutate(region=level).drop("_fused")
    return t.mutate(_a_in_b=_nested(t, "a", "b"), _b_in_a=_nested(t, "b", "a"))


def _with_nested(t: ir.Table) -> ir.Table:
    """The level of the places where it was open."""
    t = with_held(with_held(t, "_a_in_b", "_within_b"), "_b_in_a", "_within_a")
    inner = t["_within_a"] | t["_within_b"]
    level = ibis.cases((t["region"] != _OPEN, t["region"]), (inner, "within"), else_="other")
    return t.mutate(region=level).drop("_a_in_b", "_b_in_a", "_within_a", "_within_b")


def _nested(t: ir.Table, inner: str, outer: str) -> Text:
    """One place behind the other as the table of places writes them, empty where nothing is asked."""
    place = _or(t[f"{inner}_county"], t[f"{inner}_city"])
    around = _or(t[f"{outer}_city"], t[f"{outer}_province"])
    asked = (t["region"] == _OPEN) & (place != "") & (around != "")
    return ibis.cases((asked, around + place), else_="")


def _or(first: Text, second: Text) -> Text:
    return ibis.cases((first != "", first), else_=second)


def _either(condition: ir.BooleanValue, yes: str, no: str) -> Text:
    return ibis.cases((condition, yes), else_=no)


def _all(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda a, b: a & b, conditions)


def _any(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda a, b: a | b, conditions)


POINT_STEPS: tuple[Step, ...] = (
    _with_trade,
    _with_spots,
    _with_slips,
    _with_region,
    _with_nested,
    _with_others,
    lambda t: t.mutate(points=_points(t)),
)
"""The steps of :func:`with_points`."""
SCORE_STEPS: tuple[Step, ...] = (
    *POINT_STEPS,
    lambda t: t.mutate(score=likelihood(t["points"])).drop("points"),
)
"""The steps of :func:`with_score`."""
