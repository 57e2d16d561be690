"""Pairs of names compared and scored, exactly as :mod:`gongxin.core.name_score` does one pair."""

from functools import cache, reduce
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from gongxin.core.name_parts import patterns
from gongxin.core.name_score import FORM_WORDS, LEVELS, LONG, LONGEST, weights
from gongxin.core.name_words import syllables

Text: TypeAlias = ir.StringValue
COMPARED = tuple(LEVELS)
MOST = 1000  # characters of a rest that is compared: all of it


def with_score(pairs: ir.Table) -> ir.Table:
    """``pairs`` with the columns ``COMPARED`` and ``score``.

    Each part of the two names is in a column: ``a_trade`` and ``b_trade`` and so on for
    :data:`gongxin.batch.linking.parts.PARTS`.
    """
    t = pairs.mutate(_stem_a=_stem(pairs, "a"), _stem_b=_stem(pairs, "b"), _fused=_fused(pairs))
    t = t.mutate(
        _spot=_first_difference(t["a_trade"], t["b_trade"]),
        _stem_spot=_first_difference(t["_stem_a"], t["_stem_b"]),
    )
    t = t.mutate(
        trade=ibis.cases((t["_fused"] | (t["a_trade"] == t["b_trade"]), "same"), else_=_trade(t)),
        region=ibis.cases((t["_fused"], "missing"), else_=_region(t)),
        branch=_either(t["a_branch"] == t["b_branch"], "same", "other"),
        length=_either(_shorter(t) >= LONG, "long", "short"),
    )
    outside = t["trade"] == "slip_elsewhere"
    t = t.mutate(
        line=ibis.cases((outside, "same"), else_=_line(t["a_line"], t["b_line"])),
        form=ibis.cases((outside, "same"), else_=_form(_plain(t["a_form"]), _plain(t["b_form"]))),
    )
    no_place, no_line = t["region"] == "missing", t["line"] == "missing"
    t = t.mutate(
        bare=ibis.cases(
            (no_place & no_line, "both"), (no_place, "region"), (no_line, "line"), else_="no"
        )
    )
    return t.mutate(score=_score(t)).drop("_fused", "_stem_a", "_stem_b", "_spot", "_stem_spot")


def _score(t: ir.Table) -> ir.FloatingValue:
    table = weights()
    total = ibis.literal(table["", ""])
    for part, levels in LEVELS.items():
        total = total + ibis.cases(
            *((t[part] == level, table[part, level]) for level in levels), else_=0.0
        )
    return 1 / (1 + (-total).exp())


def _fused(t: ir.Table) -> ir.BooleanValue:
    one = t["a_region"] + t["a_trade"] == t["b_trade"]
    return (t["a_trade"] != t["b_trade"]) & (one | (t["b_region"] + t["b_trade"] == t["a_trade"]))


def _trade(t: ir.Table) -> Text:
    a, b, spot = t["a_trade"], t["b_trade"], t["_spot"]
    heads = t["_stem_a"].startswith(b) | t["_stem_b"].startswith(a)
    other_end = (t["a_line"] != t["b_line"]) | (t["a_form"] != t["b_form"])
    longer, _ = _by_length(a, b)
    twice = (spot > 0) & (longer.substr(spot - 1, 1) == longer.substr(spot, 1))
    alike = (a.substr(spot, 1) + b.substr(spot, 1)).re_search(same_sound())
    return ibis.cases(
        (heads & other_end & _slip(t["_stem_a"], t["_stem_b"], t["_stem_spot"]), "slip_elsewhere"),
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


def _plain(form: Text) -> Text:
    return reduce(lambda text, word: text.replace(word, ""), FORM_WORDS, form)


def _form(a: Text, b: Text) -> Text:
    return ibis.cases((a == b, "same"), ((a != "") & (b != ""), "other"), else_="missing")


def _region(t: ir.Table) -> Text:
    levels = [(t[f"a_{level}"], t[f"b_{level}"]) for level in ("province", "city", "county")]
    whole_a, whole_b = (_joined([pair[n] for pair in levels]) for n in (0, 1))
    same = _all([a == b for a, b in levels])
    apart = [(a != "") & (b != "") & ~a.startswith(b) & ~b.startswith(a) for a, b in levels]
    shared = [(a != "") & (b != "") for a, b in levels]
    return ibis.cases(
        ((whole_a == "") | (whole_b == ""), "missing"),
        (same, "same"),
        (_any(apart), "other"),
        (_any(shared), "fuller"),
        (_lies_in(t, "a", "b") | _lies_in(t, "b", "a"), "within"),
        else_="other",
    )


def _lies_in(t: ir.Table, inner: str, outer: str) -> ir.BooleanValue:
    place = _or(t[f"{inner}_county"], t[f"{inner}_city"])
    around = _or(t[f"{outer}_city"], t[f"{outer}_province"])
    both = around + place
    held = both.re_extract(patterns().holding, 0).fill_null("") == both
    return ibis.cases(((place != "") & (around != ""), held), else_=False)


def _or(first: Text, second: Text) -> Text:
    return ibis.cases((first != "", first), else_=second)


def _either(condition: ir.BooleanValue, yes: str, no: str) -> Text:
    return ibis.cases((condition, yes), else_=no)


def _joined(texts: list[Text]) -> Text:
    return reduce(lambda a, b: a + b, texts)


def _all(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda a, b: a & b, conditions)


def _any(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda a, b: a | b, conditions)
