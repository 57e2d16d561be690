"""For each name the few organisations worth scoring: in one pass, never every pair.

Two names meet where they share a key (:mod:`gongxin.batch.linking.keys`). A key that too many names
of the register bear tells nothing and is not followed: a popular trade name is still found together
with the line of business or the place. A name that has such a key and for which nothing is found is
listed as crowded, so that nobody takes it for searched in full.
"""

import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.linking.dialect import Statements, Step, chained, in_steps, to_sql
from gongxin.batch.linking.keys import FAMILIES, of_names
from gongxin.batch.linking.parts import PARTS, lay_places, part_steps
from gongxin.batch.linking.reach import may_reach
from gongxin.batch.linking.scoring import COMPARED, POINT_STEPS

LEAST = 0.03  # score of a candidate
MOST = 5  # candidates of a name
FOUND = ("name", "code", "bears", *COMPARED, "points", "place")
ASKED, KNOWN = "link_asked", "link_known"
_LEAST_POINTS = math.ceil(1000 * math.log(LEAST / (1 - LEAST)))
_COMPARED_PARTS = tuple(part for part in PARTS if part != "inside")
Chain: TypeAlias = tuple[ir.Table, tuple[Step, ...]]
_NAMED = {"n": "int64", "name": "string"}
_PARTED = {"n": "int64", **dict.fromkeys(_COMPARED_PARTS, "string")}
_PAIRED = {"asked": "int64", "known": "int64"}
_KEYED = {"n": "int64", "key": "string"}


def lay_register(session: Session, register: str) -> None:
    """Take the names of the table ``register`` (``code, name``) apart, once for every search.

    It has one row for each name that an organisation bears or bore; names that are null are left out.
    """
    lay_places(session)
    _number(session, register, KNOWN, ("code", "name"))


def find_candidates(session: Session, given: str, target: str) -> int:
    """Make the table ``target`` with the columns ``FOUND``; how many rows it has.

    ``given`` has the column ``name``, each once; the register was laid by :func:`lay_register`.
    ``place`` counts an organisation's rank for the name from 1; ``bears`` is the name that fits
    best. The table ``<target>_crowded`` has the column ``name`` for those without a candidate that
    have a key too common to be followed.
    """
    _number(session, given, ASKED, ("name",))
    session.create("link_pairs", {"asked": "BIGINT", "known": "BIGINT"})
    session.create("link_crowds", {"n": "BIGINT"})
    for number in range(len(FAMILIES)):
        _meet(session, number)
    _store(session, "link_scored", _scored)
    session.drop("link_pairs")
    session.store("link_best", _sql(session.dialect, _best))
    found = _store(session, target, _found)
    session.store(f"{target}_crowded", _sql(session.dialect, _crowded, target))
    for name in (ASKED, f"{ASKED}_parts", "link_scored", "link_best", "link_crowds"):
        session.drop(name)
    return found


def tables() -> Iterator[tuple[str, ir.Table]]:
    """Every table that a search makes."""
    yield "numbered", _numbered("register", ("code", "name"))
    for name, (start, steps) in {
        "parts": _parts(KNOWN),
        "scored": _scored(),
        "found": _found(),
    }.items():
        yield name, chained(start, steps)
    for number, family in enumerate(FAMILIES):
        yield f"{family.name} asked", _asked_keys(number)
        yield f"{family.name} known", _known_keys(number)
        yield f"{family.name} crowds", _crowds(family.common)
        yield f"{family.name} met", _met(family.common)
        yield f"{family.name} pairs", _pairs(family.differ)
    yield "crowded", _crowded("found")
    for make in (_wanted, _sizes_of_keys, _best):
        yield make.__name__, make()


@cache
def _sql(dialect: Dialect, make: Callable[..., ir.Table], *of: object) -> str:
    """What ``make`` says, written once: that takes longer than most searches."""
    return to_sql(make(*of), dialect)


@cache
def _steps(dialect: Dialect, target: str, make: Callable[..., Chain], *of: object) -> Statements:
    return in_steps(target, *make(*of), dialect)


def _store(session: Session, target: str, make: Callable[..., Chain], *of: object) -> int:
    """Store ``target`` step by step; how many rows it has."""
    statements = _steps(session.dialect, target, make, *of)
    rows = [session.store(name, query) for name, query in statements]
    for name, _ in statements[:-1]:
        session.drop(name)
    return rows[-1]


def _number(session: Session, source: str, target: str, columns: tuple[str, ...]) -> None:
    """``target`` with a number ``n`` for each name of ``source``, and its parts beside it."""
    session.store(target, _sql(session.dialect, _numbered, source, columns))
    _store(session, f"{target}_parts", _parts, target)


def _meet(session: Session, number: int) -> None:
    """Add the pairs that share a key of one family, but for those that cannot be candidates."""
    family, d = FAMILIES[number], session.dialect
    session.store("link_asked_keys", _sql(d, _asked_keys, number))
    session.store("link_all_keys", _sql(d, _known_keys, number))
    session.store("link_known_keys", _sql(d, _wanted))
    session.drop("link_all_keys")
    session.store("link_key_sizes", _sql(d, _sizes_of_keys))
    session.append("link_crowds", [_sql(d, _crowds, family.common)])
    session.store("link_met", _sql(d, _met, family.common))
    for name in ("link_asked_keys", "link_known_keys", "link_key_sizes"):
        session.drop(name)
    session.append("link_pairs", [_sql(d, _pairs, family.differ)])
    session.drop("link_met")


def _numbered(source: str, columns: tuple[str, ...]) -> ir.Table:
    t = ibis.table(dict.fromkeys(columns, "string"), name=source)
    return t.filter(t["name"].notnull()).mutate(n=ibis.row_number())


def _parts(table: str) -> Chain:
    names = ibis.table(_NAMED, name=table)
    return names, (*part_steps(), lambda t: t.select("n", *_COMPARED_PARTS))


def _asked_keys(number: int) -> ir.Table:
    asked = ibis.table(_PARTED, name=f"{ASKED}_parts")
    return of_names(asked, FAMILIES[number].asked(asked))


def _known_keys(number: int) -> ir.Table:
    known = ibis.table(_PARTED, name=f"{KNOWN}_parts")
    return of_names(known, FAMILIES[number].known(known))


def _wanted() -> ir.Table:
    """The register's keys that are asked for."""
    every = ibis.table(_KEYED, name="link_all_keys")
    asked = ibis.table(_KEYED, name="link_asked_keys").select("key").distinct()
    return every.inner_join(asked, "key").select("n", "key")


def _sizes_of_keys() -> ir.Table:
    known = ibis.table(_KEYED, name="link_known_keys")
    return known.group_by("key").agg(bearers=known.count())


def _sizes() -> ir.Table:
    return ibis.table({"key": "string", "bearers": "int64"}, name="link_key_sizes")


def _crowds(limit: int) -> ir.Table:
    common = _sizes().filter(ibis._.bearers > limit)
    asked = ibis.table(_KEYED, name="link_asked_keys")
    return asked.inner_join(common, "key").select("n").distinct()


def _met(limit: int) -> ir.Table:
    """Numbers only: what is known of both names comes beside them when all pairs are counted."""
    asked, known = (
        ibis.table(_KEYED, name=f"link_{side}_keys").select("key", **{side: "n"})
        for side in ("asked", "known")
    )
    rare = _sizes().filter(ibis._.bearers <= limit).select("key")
    return known.inner_join(rare, "key").inner_join(asked, "key").select("asked", "known")


def _pairs(differ: tuple[str, ...]) -> ir.Table:
    """Those that can be candidates at all: the others are never compared."""
    joined = _beside(ibis.table(_PAIRED, name="link_met"))
    for part in differ:
        joined = joined.filter(joined[f"a_{part}"] != joined[f"b_{part}"])
    return joined.filter(may_reach(joined, _LEAST_POINTS)).select("asked", "known")


def _scored() -> Chain:
    pairs = ibis.table(_PAIRED, name="link_pairs")
    return pairs, (_beside, *POINT_STEPS, _likely)


def _likely(t: ir.Table) -> ir.Table:
    return t.filter(t["points"] >= _LEAST_POINTS).select("asked", "known", "points").distinct()


def _beside(pairs: ir.Table) -> ir.Table:
    """``pairs`` with the parts of both names."""
    for table, side, number in ((ASKED, "a", "asked"), (KNOWN, "b", "known")):
        parts = ibis.table(_PARTED, name=f"{table}_parts")
        own = parts.select(**{number: "n"}, **{f"{side}_{p}": parts[p] for p in _COMPARED_PARTS})
        pairs = pairs.inner_join(own, number)
    return pairs


def _best() -> ir.Table:
    """The best name of each organisation, and the best organisations of each name."""
    scored = ibis.table({**_PAIRED, "points": "int32"}, name="link_scored").distinct()
    named = ibis.table({**_NAMED, "code": "string"}, name=KNOWN)
    t = scored.inner_join(named.select(known="n", code="code", bears="name"), "known")
    best = ibis.row_number().over(
        group_by=["asked", "code"], order_by=[ibis.desc("points"), ibis.asc("bears")]
    )
    t = t.mutate(turn=best)
    t = t.filter(t["turn"] == 0).drop("turn")
    order = [ibis.desc("points"), ibis.asc("code")]
    t = t.mutate(place=ibis.row_number().over(group_by="asked", order_by=order) + 1)
    return t.filter(t["place"] <= MOST)


def _found() -> Chain:
    best = {**_PAIRED, "code": "string", "bears": "string", "place": "int64"}
    return ibis.table(best, name="link_best"), (_beside, *POINT_STEPS, _named)


def _named(t: ir.Table) -> ir.Table:
    asked = ibis.table(_NAMED, name=ASKED).select(asked="n", name="name")
    return t.inner_join(asked, "asked").select(*FOUND)


def _crowded(target: str) -> ir.Table:
    crowds = ibis.table({"n": "int64"}, name="link_crowds").distinct()
    named = ibis.table(_NAMED, name=ASKED).inner_join(crowds, "n").select("name")
    return named.anti_join(ibis.table({"name": "string"}, name=target), "name")
