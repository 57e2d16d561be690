"""Turn accepted rows into facts: canonical fields, identity, digest, party and publicity window."""

from pathlib import Path

import duckdb

from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.keys import SEPARATOR
from gongxin.batch.plans import Plan
from gongxin.law.catalogue import Item


def write_facts(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    department: str,
    rows: Path,
    target: Path,
    sector: str = "",
) -> None:
    """Write the facts of the accepted ``rows`` to ``target``, both Parquet; make ``parties``.

    Facts: ``row, uid, digest, fields`` (JSON text, empty fields left out), ``decided_on, severity,
    public_from, public_until, party``. Windows count from the item's ``starts_field`` where a row has
    it, else from the day it is dated by. ``uid`` is a UUID made from item, department and key;
    ``sector`` is the department's, for items whose rows do not name one.
    Parties: ``party, code, regno, orgcode, name, normalised, region``: what rows say about whom they
    concern, each once.
    """
    accepted = f"read_parquet({file_literal(rows)})"
    _make_canonical(connection, plan)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW canonical AS {_canonical(plan, item, accepted)}"
    )
    _make_parties(connection, plan, item)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE dated AS SELECT {_dated(item, sector)} FROM canonical"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE windows AS {plan.windows}")
    identity = literal(f"{item.id}{SEPARATOR}{department}{SEPARATOR}")
    connection.execute(
        f"COPY (SELECT c.row, md5({identity} || k.key) AS uid, md5(c.json) AS digest,"
        " c.json AS fields, d.made_on AS decided_on, w.severity, w.public_from, w.public_until, p.party"
        f" FROM (SELECT row, {_json(item)} AS json FROM canonical) c"
        f" JOIN ({_keys(plan)}) k USING (row) JOIN dated d USING (row) JOIN windows w USING (row)"
        f" JOIN row_party p USING (row)) TO {literal(str(target))} (FORMAT parquet)"
    )


def _make_canonical(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """For every table of forms the tidy texts and how they are kept, each once."""
    for place, forms in enumerate(dict.fromkeys(plan.kept.values())):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE kept_{place} AS"
            f" SELECT DISTINCT text AS v, kept AS c FROM {quoted(forms)} WHERE text IS NOT NULL"
        )


def _canonical(plan: Plan, item: Item, accepted: str) -> str:
    places = {forms: place for place, forms in enumerate(dict.fromkeys(plan.kept.values()))}
    fields = {code: f"m{n}" for n, code in enumerate(plan.kept)}
    columns = ", ".join(
        f"{fields[f.code]}.c AS {quoted(f.code)}" if f.code in fields else f"a.{quoted(f.code)}"
        for f in item.stored_fields
    )
    joins = " ".join(
        f"LEFT JOIN kept_{places[forms]} {fields[code]} ON a.{quoted(code)} = {fields[code]}.v"
        for code, forms in plan.kept.items()
    )
    return f"SELECT a.row, {columns} FROM {accepted} a {joins}"


def _make_parties(connection: duckdb.DuckDBPyConnection, plan: Plan, item: Item) -> None:
    says = item.subject
    parts = {
        "code": _column(says.code, "VARCHAR"),
        "regno": _column(says.regno, "VARCHAR"),
        "orgcode": _column(says.orgcode, "VARCHAR"),
        "name": _column(says.name, "VARCHAR"),
        "region": _column(says.region, "VARCHAR"),
    }
    said = ", ".join(f"{column} AS {name}" for name, column in parts.items())
    normalised = plan.name_form.replace('"v"', "name")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE said AS SELECT row, {said} FROM canonical")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE parties AS SELECT row_number() OVER () AS party, *,"
        f" {normalised} AS normalised FROM (SELECT DISTINCT * EXCLUDE row FROM said)"
    )
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM p.{name}" for name in parts)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE row_party AS SELECT s.row, p.party"
        f" FROM said s JOIN parties p ON {same}"
    )
    connection.execute("DROP TABLE said")


def _dated(item: Item, sector: str) -> str:
    """The columns of :data:`gongxin.batch.publicity.DATED`, and the day the record is dated by."""
    rule = item.publicity
    made_on = _column(item.decided, "DATE")
    columns = {
        "made_on": made_on,
        "decided_on": f"coalesce({_column(rule.starts_field, 'DATE')}, {made_on})",
        "kinds": _column(rule.kinds_field, "VARCHAR"),
        "ends": _column(rule.ends_field, "DATE"),
        "procedure": _column(rule.procedure_field, "VARCHAR"),
        "fine": _column(rule.fine_field, "DECIMAL(18, 6)"),
        "sector": _column(rule.sector_field, "VARCHAR") if rule.sector_field else literal(sector),
    }
    return ", ".join(["row", *(f"{column} AS {name}" for name, column in columns.items())])


def _column(code: str | None, kind: str) -> str:
    return f"NULL::{kind}" if code is None else f"CAST({quoted(code)} AS {kind})"


def _json(item: Item) -> str:
    pairs = ", ".join(f"{quoted(f.code)} := {quoted(f.code)}" for f in item.stored_fields)
    # a quotation mark inside a value is escaped, so this only ever meets whole empty members
    bare = f"regexp_replace(to_json(struct_pack({pairs})), '\"[A-Za-z0-9_]+\":null,?', '', 'g')"
    return f"regexp_replace({bare}, ',}}$', '}}')"


def _keys(plan: Plan) -> str:
    return plan.keys.replace('"cells"', '"canonical"')
