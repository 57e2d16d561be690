"""Columns of names in their parts, exactly as :mod:`gongxin.core.name_parts` takes one apart."""

from functools import reduce

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.session import Session
from gongxin.batch.linking.dialect import Step, chained
from gongxin.batch.names import normalised
from gongxin.core.name_parts import COUNTY_ENDS, SHORTEST, patterns
from gongxin.core.name_score import FORM_WORDS, plain_form
from gongxin.core.name_words import ENDS, holdings, traditional

LEVELS = ("province", "city", "county")
PARTS = ("region", "inside", "trade", "line", "form", "branch", *LEVELS, "kind")
"""``LEVELS`` are those of region and inside together, ``kind`` the legal form in plain words."""
HELD = "link_places"
"""The table that expressions here look places up in; :func:`lay_places` makes it."""
USUAL_FORMS = ("有限公司", "", "有限责任公司")


def folded(col: ir.StringValue) -> ir.StringValue:
    """The names as :func:`gongxin.core.name_parts.folded` makes them; nulls stay null."""
    plain, table = normalised(col), traditional()
    changed = plain.translate("".join(table), "".join(table.values()))
    return ibis.cases((plain.re_search(f"[{''.join(table)}]"), changed), else_=plain)


def lay_places(session: Session) -> None:
    """Make the table ``HELD``: every place behind each that it lies in."""
    session.create(HELD, {"held": "VARCHAR"}, [(place,) for place in sorted(holdings())])


def with_held(t: ir.Table, column: str, target: str) -> ir.Table:
    """``t`` with the column ``target``: whether ``column`` is in the table ``HELD``."""
    places = ibis.table({"held": "string"}, name=HELD)
    met = t.left_join(places, t[column] == places["held"])
    return met.mutate(**{target: met["held"].notnull()}).drop("held")


def with_parts(names: ir.Table, column: str = "name") -> ir.Table:
    """``names`` with the columns ``PARTS`` for the name in ``column``; its nulls count as empty."""
    return chained(names, part_steps(column))


def part_steps(column: str = "name") -> tuple[Step, ...]:
    """The steps of :func:`with_parts`."""
    return (
        lambda t: _bracket(t.mutate(_text=folded(t[column]).fill_null(""))),
        lambda t: _levels(t, "_place"),
        _ends_cut,
        lambda t: _levels(_front(t), "_front"),
        _named,
        _both_places,
        lambda t: _levels(t, "_place"),
        _plain_places,
    )


def _bracket(t: ir.Table) -> ir.Table:
    found = _found(t["_text"], patterns().bracket)
    bracket = ibis.cases((t["_text"].contains("("), found), else_="")
    return t.mutate(_place=bracket.substr(1, bracket.length() - 2))


def _ends_cut(t: ir.Table) -> ir.Table:
    """The place in brackets, the branch and the legal form, taken out of ``_text``."""
    p = patterns()
    whole = t["province"] + t["city"] + t["county"] == t["_place"]
    t = t.mutate(inside=ibis.cases((whole, t["_place"]), else_=""))
    text = _without(t["_text"], t["inside"])
    bracketed = t["_text"].contains("(") | t["_text"].contains(")")
    plain = text.replace("(", "").replace(")", "")
    t = t.mutate(_text=ibis.cases((bracketed, plain), else_=t["_text"]))
    branched = t["_text"].re_search(p.branch)
    branch = ibis.cases((branched, t["_text"].re_extract(p.branch, 2)), else_="")
    t = t.mutate(branch=branch)
    t = t.mutate(_text=_cut(t["_text"], t["branch"]))
    t = t.mutate(form=_found(t["_text"], p.form))
    return t.mutate(_text=_cut(t["_text"], t["form"]))


def _front(t: ir.Table) -> ir.Table:
    """What a place may be in: two characters are left for a trade name."""
    size = t["_text"].length()
    return t.mutate(_front=t["_text"].substr(0, ibis.greatest(size - SHORTEST, 0)))


def _kind(form: ir.StringValue) -> ir.StringValue:
    """Most names have one of the first three."""
    plain = reduce(lambda text, word: text.replace(word, ""), FORM_WORDS, form)
    usual = ((form == known, plain_form(known)) for known in USUAL_FORMS)
    return ibis.cases(*usual, else_=plain)


def _named(t: ir.Table) -> ir.Table:
    """Region, trade name and line of business of ``_text``; the levels are those at its beginning."""
    p = patterns()
    t = t.mutate(_whole=t["province"] + t["city"] + t["county"])
    unnamed = _behind(t["_text"], t["_whole"]).re_search(p.unnamed)
    bare = ibis.cases((t["_whole"] != "", unnamed), else_=False)
    shorter = ibis.cases((t["county"] != "", t["province"] + t["city"]), else_="")
    t = t.mutate(region=ibis.cases((bare, shorter), else_=t["_whole"]))
    named = _behind(t["_text"], t["region"])
    t = t.mutate(_named=named)
    behind = t["_named"].substr(SHORTEST, t["_named"].length())
    t = t.mutate(line=_found(behind, p.line))
    return t.mutate(trade=_cut(t["_named"], t["line"])).drop("_front", "_named")


def _both_places(t: ir.Table) -> ir.Table:
    """Region and inside together, where that is not what the name begins with."""
    known = {f"_{level}": t[level] for level in LEVELS}
    other = (t["inside"] != "") | (t["region"] != t["_whole"])
    place = ibis.cases((other, t["region"] + t["inside"]), else_="")
    return t.mutate(**known, _other=other, _place=place).drop("_whole")


def _plain_places(t: ir.Table) -> ir.Table:
    levels = {level: ibis.cases((t["_other"], t[level]), else_=t[f"_{level}"]) for level in LEVELS}
    t = t.mutate(**levels)
    plain = {level: _plain(t[level]) for level in LEVELS}
    t = t.mutate(**plain, kind=_kind(t["form"]))
    return t.drop("_text", "_place", "_other", *(f"_{level}" for level in LEVELS))


def _levels(t: ir.Table, column: str) -> ir.Table:
    """``t`` with province, city and county at the beginning of ``column``, as written."""
    p = patterns()
    t = t.mutate(province=_found(t[column], p.province))
    t = t.mutate(city=_found(_behind(t[column], t["province"]), p.city))
    county = _found(_behind(t[column], t["province"] + t["city"]), p.county)
    t = t.mutate(county=county)
    outer = ibis.cases((t["city"] != "", t["city"]), else_=t["province"])
    whole = (t["county"] == "") | _ends(t["county"], COUNTY_ENDS)
    t = t.mutate(_full=ibis.cases((whole, ""), else_=_plain(outer) + t["county"]))
    t = with_held(t, "_full", "_held")
    known = ibis.cases(((t["_full"] == "") | t["_held"], t["county"]), else_="")
    return t.mutate(county=known).drop("_full", "_held")


def _plain(col: ir.StringValue) -> ir.StringValue:
    long = (col.length() > 2) & _ends(col, ENDS)
    return ibis.cases((long, col.substr(0, col.length() - 1)), else_=col)


def _ends(col: ir.StringValue, ends: tuple[str, ...]) -> ir.BooleanValue:
    return reduce(lambda one, other: one | other, (col.endswith(end) for end in ends))


def _found(col: ir.StringValue, pattern: str) -> ir.StringValue:
    return ibis.cases((col != "", col.re_extract(pattern, 0).fill_null("")), else_="")


def _behind(col: ir.StringValue, head: ir.StringValue) -> ir.StringValue:
    return ibis.cases((head == "", col), else_=col.substr(head.length(), col.length()))


def _cut(col: ir.StringValue, tail: ir.StringValue) -> ir.StringValue:
    return ibis.cases((tail == "", col), else_=col.substr(0, col.length() - tail.length()))


def _without(col: ir.StringValue, inside: ir.StringValue) -> ir.StringValue:
    """``col`` without its first brackets where they hold the place ``inside``."""
    start = col.find(ibis.literal("(") + inside + ")")
    rest = col.substr(start + inside.length() + 2, col.length())
    return ibis.cases((inside == "", col), else_=col.substr(0, start) + rest)
