"""For each name the few organisations worth scoring: in one pass, never every pair.

Two names meet where they share a key. Keys are made from the trade name, so that names with one
wrong, missing or doubled character, or two neighbours turned, still share one. A key that more
than ``COMMON`` names of the register bear is too common to tell anything and is not followed; a
popular trade name is still found by itself together with the line of business or the city.
"""

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.dialect import quote
from gongxin.batch.engine.session import Session
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.parts import PARTS, with_parts
from gongxin.batch.linking.scoring import COMPARED, with_score
from gongxin.core.name_score import LONG

COMMON = 60  # names of the register that share a key
LEAST = 0.03  # score of a candidate
MOST = 5  # candidates of a name
LONGEST_KEYED = 6  # characters of a trade name that are left out in turn
FOUND = ("name", "code", "bears", *COMPARED, "score", "place")
_PARTED = dict.fromkeys(PARTS, "string")


def find_candidates(session: Session, given: str, register: str, target: str) -> int:
    """Make the table ``target`` with the columns ``FOUND``; how many rows it has.

    ``given`` has the column ``name`` (each name once); ``register`` has ``code`` and ``name``, one
    row for each name that an organisation bears or bore. ``place`` counts an organisation's rank
    for the name from 1; ``bears`` is the name that fits best.
    """
    for table, columns in ((given, ("name",)), (register, ("code", "name"))):
        source = ibis.table(dict.fromkeys(columns, "string"), name=table)
        source = source.filter(source["name"].notnull())
        session.store(f"{table}_parts", to_sql(with_parts(source), session.dialect))
    parts = {"name": "string", **_PARTED}
    asked = ibis.table(parts, name=f"{given}_parts")
    known = ibis.table({"code": "string", **parts}, name=f"{register}_parts")
    session.store("link_asked", _asked_keys(session, asked))
    session.store("link_known", _known_keys(session, known))
    session.store("link_pairs", to_sql(_pairs(), session.dialect))
    found = session.store(target, to_sql(_ranked(asked, known), session.dialect))
    for name in (f"{given}_parts", f"{register}_parts", "link_asked", "link_known", "link_pairs"):
        session.drop(name)
    return found


def keys(t: ir.Table, *, asked: bool) -> list[ir.StringValue]:
    """The keys of a name's parts as text, null where there is none.

    Of a name that is asked for also the beginnings of a long trade name: a slip in the line of
    business makes the line part of it.
    """
    trade, size = t["trade"], t["trade"].length()
    named = size > 1
    found = [
        (named, "f" + trade),
        (named & (t["line"] != ""), "l" + trade + "|" + t["line"]),
        (named & (t["city"] != ""), "c" + trade + "|" + t["city"]),
        ((t["region"] != "") & (t["city"] == ""), "f" + t["region"] + trade),
        (size >= LONG, "d" + trade),
    ]
    for n in range(LONGEST_KEYED):
        one_less = "d" + trade.substr(0, n) + trade.substr(n + 1, size)
        found.append(((size >= LONG) & (size > n) & (size <= LONGEST_KEYED), one_less))
    if asked:
        beginnings = ((size > n + 1, "f" + trade.substr(0, n)) for n in (2, 3, 4))
        found += [(longer, beginning) for longer, beginning in beginnings]
    return [ibis.cases(choice, else_=ibis.null("string")) for choice in found]


def _asked_keys(session: Session, asked: ir.Table) -> str:
    columns = [
        to_sql(asked.select("name", key=key).filter(ibis._.key.notnull()), session.dialect)
        for key in keys(asked, asked=True)
    ]
    return " UNION ".join(f"({column})" for column in columns)


def _known_keys(session: Session, known: ir.Table) -> str:
    """Only the keys that were asked for, each with how many names bear it."""
    wanted = f"SELECT {quote('key', session.dialect)} FROM link_asked"
    columns = []
    for key in keys(known, asked=False):
        one = to_sql(known.select("code", "name", key=key), session.dialect)
        columns.append(f"SELECT * FROM ({one}) k WHERE k.key IN ({wanted})")
    return " UNION ".join(f"({column})" for column in columns)


def _pairs() -> ir.Table:
    """Each name with each name of the register that it shares a key with, once."""
    asked = ibis.table({"name": "string", "key": "string"}, name="link_asked")
    known = ibis.table({"code": "string", "name": "string", "key": "string"}, name="link_known")
    rare = known.group_by("key").agg(bearers=known.count())
    rare = rare.filter(rare["bearers"] <= COMMON).select("key")
    met = known.inner_join(rare, "key").select("key", code="code", bears="name")
    return asked.inner_join(met, "key").select("name", "code", "bears").distinct()


def _ranked(asked: ir.Table, known: ir.Table) -> ir.Table:
    """The best name of each organisation, and the best organisations of each name."""
    pairs = ibis.table({"name": "string", "code": "string", "bears": "string"}, name="link_pairs")
    first = asked.select("name", **{f"a_{part}": asked[part] for part in PARTS})
    second = known.select("code", bears="name", **{f"b_{part}": known[part] for part in PARTS})
    joined = pairs.inner_join(first, "name").inner_join(second, ["code", "bears"])
    scored = with_score(joined).select("name", "code", "bears", *COMPARED, "score")
    scored = scored.filter(scored["score"] >= LEAST)
    best = ibis.row_number().over(
        group_by=["name", "code"], order_by=[ibis.desc("score"), ibis.asc("bears")]
    )
    single = scored.mutate(turn=best)
    single = single.filter(single["turn"] == 0).drop("turn")
    order = ibis.row_number().over(group_by="name", order_by=[ibis.desc("score"), ibis.asc("code")])
    ranked = single.mutate(place=order + 1)
    return ranked.filter(ranked["place"] <= MOST).select(*FOUND)
