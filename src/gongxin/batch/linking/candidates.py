"""For each name the few organisations worth scoring: in one pass, never every pair.

Two names meet where they share a key (:mod:`gongxin.batch.linking.keys`). A key that more than
``COMMON`` names of the register bear is too common to tell anything and is not followed: a popular
trade name is still found together with the line of business or the place. Whoever has such a key
is listed as crowded, so that nobody takes it for searched in full.
"""

import math
from functools import cache

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.keys import FAMILIES, Family, of_names
from gongxin.batch.linking.parts import PARTS, lay_places, with_parts
from gongxin.batch.linking.reach import may_reach
from gongxin.batch.linking.scoring import COMPARED, likelihood, with_points

COMMON = 60  # names of the register that share a key
LEAST = 0.03  # score of a candidate
MOST = 5  # candidates of a name
FOUND = ("name", "code", "bears", *COMPARED, "score", "place")
ASKED, KNOWN = "link_asked", "link_known"
_LEAST_POINTS = math.ceil(1000 * math.log(LEAST / (1 - LEAST)))
_COMPARED_PARTS = tuple(part for part in PARTS if part != "inside")
_NAMED = {"n": "int64", "name": "string"}
_PARTED = {"n": "int64", **dict.fromkeys(_COMPARED_PARTS, "string")}
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
    best. The table ``<target>_crowded`` has the column ``name`` for those with a key that is too
    common to be followed.
    """
    _number(session, given, ASKED, ("name",))
    session.create("link_scored", {"asked": "BIGINT", "known": "BIGINT", "points": "INTEGER"})
    session.create("link_crowds", {"n": "BIGINT"})
    for number in range(len(FAMILIES)):
        _meet(session, number)
    session.store("link_best", _best_sql(session.dialect))
    found = session.store(target, _found_sql(session.dialect))
    session.store(f"{target}_crowded", _crowded_sql(session.dialect))
    for name in (ASKED, f"{ASKED}_parts", "link_scored", "link_best", "link_crowds"):
        session.drop(name)
    return found


def _number(session: Session, source: str, target: str, columns: tuple[str, ...]) -> None:
    """``target`` with a number ``n`` for each name of ``source``, and its parts beside it."""
    session.store(target, _numbered_sql(source, columns, session.dialect))
    session.store(f"{target}_parts", _parts_sql(target, session.dialect))


def _meet(session: Session, number: int) -> None:
    """Score every pair that shares a key of one family; keep those that reach ``LEAST``."""
    keyed, dialect = _keyed_sql(number, session.dialect), session.dialect
    session.store("link_asked_keys", keyed[0])
    session.store("link_all_keys", keyed[1])
    session.store("link_known_keys", _wanted_sql(dialect))
    session.drop("link_all_keys")
    session.store("link_key_sizes", _sizes_sql(dialect))
    session.append("link_crowds", [_crowds_sql(dialect)])
    session.store("link_pairs", _pairs_sql(dialect))
    for name in ("link_asked_keys", "link_known_keys", "link_key_sizes"):
        session.drop(name)
    session.append("link_scored", [_scored_sql(FAMILIES[number].slips, dialect)])
    session.drop("link_pairs")


@cache
def _numbered_sql(source: str, columns: tuple[str, ...], dialect: Dialect) -> str:
    t = ibis.table(dict.fromkeys(columns, "string"), name=source)
    named = t.filter(t["name"].notnull())
    return to_sql(named.mutate(n=ibis.row_number()), dialect)


@cache
def _parts_sql(table: str, dialect: Dialect) -> str:
    t = ibis.table(_NAMED, name=table)
    return to_sql(with_parts(t).select("n", *_COMPARED_PARTS), dialect)


@cache
def _keyed_sql(number: int, dialect: Dialect) -> tuple[str, str]:
    family: Family = FAMILIES[number]
    asked, known = (ibis.table(_PARTED, name=f"{table}_parts") for table in (ASKED, KNOWN))
    return (
        to_sql(of_names(asked, family.asked(asked)), dialect),
        to_sql(of_names(known, family.known(known)), dialect),
    )


@cache
def _wanted_sql(dialect: Dialect) -> str:
    """The register's keys that are asked for."""
    every = ibis.table(_KEYED, name="link_all_keys")
    asked = ibis.table(_KEYED, name="link_asked_keys").select("key").distinct()
    return to_sql(every.inner_join(asked, "key").select("n", "key"), dialect)


@cache
def _sizes_sql(dialect: Dialect) -> str:
    known = ibis.table(_KEYED, name="link_known_keys")
    return to_sql(known.group_by("key").agg(bearers=known.count()), dialect)


def _sizes() -> ir.Table:
    return ibis.table({"key": "string", "bearers": "int64"}, name="link_key_sizes")


@cache
def _crowds_sql(dialect: Dialect) -> str:
    common = _sizes().filter(ibis._.bearers > COMMON)
    asked = ibis.table(_KEYED, name="link_asked_keys")
    return to_sql(asked.inner_join(common, "key").select("n").distinct(), dialect)


@cache
def _pairs_sql(dialect: Dialect) -> str:
    """Numbers only: what is known of both names comes beside them when all pairs are counted."""
    asked, known = (
        ibis.table(_KEYED, name=f"link_{side}_keys").select("key", **{side: "n"})
        for side in ("asked", "known")
    )
    rare = _sizes().filter(ibis._.bearers <= COMMON).select("key")
    met = known.inner_join(rare, "key").inner_join(asked, "key")
    return to_sql(met.select("asked", "known"), dialect)


@cache
def _scored_sql(slips: bool, dialect: Dialect) -> str:
    joined = _beside(ibis.table({"asked": "int64", "known": "int64"}, name="link_pairs"))
    joined = joined.filter(may_reach(joined, _LEAST_POINTS))
    if slips:
        joined = joined.filter(joined["a_trade"] != joined["b_trade"])
    scored = with_points(joined).select("asked", "known", "points")
    return to_sql(scored.filter(scored["points"] >= _LEAST_POINTS).distinct(), dialect)


def _beside(pairs: ir.Table) -> ir.Table:
    """``pairs`` with the parts of both names."""
    for table, side, number in ((ASKED, "a", "asked"), (KNOWN, "b", "known")):
        parts = ibis.table(_PARTED, name=f"{table}_parts")
        own = parts.select(**{number: "n"}, **{f"{side}_{p}": parts[p] for p in _COMPARED_PARTS})
        pairs = pairs.inner_join(own, number)
    return pairs


@cache
def _best_sql(dialect: Dialect) -> str:
    """The best name of each organisation, and the best organisations of each name."""
    numbers = {"asked": "int64", "known": "int64", "points": "int32"}
    scored = ibis.table(numbers, name="link_scored").distinct()
    named = ibis.table({**_NAMED, "code": "string"}, name=KNOWN)
    t = scored.inner_join(named.select(known="n", code="code", bears="name"), "known")
    best = ibis.row_number().over(
        group_by=["asked", "code"], order_by=[ibis.desc("points"), ibis.asc("bears")]
    )
    t = t.mutate(turn=best)
    t = t.filter(t["turn"] == 0).drop("turn")
    order = [ibis.desc("points"), ibis.asc("code")]
    t = t.mutate(place=ibis.row_number().over(group_by="asked", order_by=order) + 1)
    return to_sql(t.filter(t["place"] <= MOST), dialect)


@cache
def _found_sql(dialect: Dialect) -> str:
    best = {"asked": "int64", "known": "int64", "code": "string", "bears": "string"}
    t = _beside(ibis.table({**best, "place": "int64"}, name="link_best"))
    t = with_points(t)
    asked = ibis.table(_NAMED, name=ASKED).select(asked="n", name="name")
    t = t.inner_join(asked, "asked")
    return to_sql(t.mutate(score=likelihood(t["points"])).select(*FOUND), dialect)


@cache
def _crowded_sql(dialect: Dialect) -> str:
    crowds = ibis.table({"n": "int64"}, name="link_crowds").distinct()
    asked = ibis.table(_NAMED, name=ASKED)
    return to_sql(asked.inner_join(crowds, "n").select("name"), dialect)
