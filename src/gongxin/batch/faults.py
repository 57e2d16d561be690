"""Run a plan of checks over the table ``cells`` and gather its faults."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import duckdb

from gongxin.batch.engine import literal, quoted
from gongxin.batch.engine.steps import Step, run_steps
from gongxin.batch.plans import CompiledChain, CompiledGroup, Plan
from gongxin.batch.readers.sheet import Sheet
from gongxin.batch.tokens import filled
from gongxin.core.identifiers.constants import ID_LENGTH
from gongxin.law.catalogue import Item

_LEFT_OUT = ("filter_pushdown", "expression_rewriter", "common_subexpressions")
MAX_VALUE = 200  # characters of a cell that are told with its fault


def find_doubtful(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    sheet: Sheet,
    received_on: date,
) -> None:
    """Make ``doubtful``: the rows that cell and row checks look at, and any that has a formula."""
    _store(connection, "doubtful", filled(plan.doubtful, item, sheet.codes, received_on))


def find_faults(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    sheet: Sheet,
    received_on: date,
) -> None:
    """Make the table ``faults``, one line for each fault of each cell, from every group of checks.

    Needs the table ``doubtful``. Makes the tables of forms, and ``suspects`` of a file that was read
    whole: the rows of which :func:`find_duplicates` looks at the keys.
    """
    connection.execute(
        "CREATE TABLE faults (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )
    steps = [Step(chain.name, (), partial(_store_forms, chain)) for chain in plan.chains]
    if not sheet.sifted:
        steps.insert(0, Step("suspects", (), partial(_store_suspects, plan.telling)))
    for group in plan.groups:
        faulty = filled(group.faulty, item, sheet.codes, received_on)
        steps.append(Step(f"group_{group.number}", group.needs, partial(_judge, group, faulty)))
    with _planned_fast(connection, few=sheet.sifted):
        run_steps(connection, steps)
    connection.execute("INSERT INTO faults SELECT * FROM reading_faults")


def _store_forms(chain: CompiledChain, connection: duckdb.DuckDBPyConnection) -> None:
    for name, made in chain.stages.items():
        _store(connection, name, made)


def _judge(group: CompiledGroup, faulty: str, connection: duckdb.DuckDBPyConnection) -> None:
    if _store(connection, f"faulty_{group.number}", faulty):
        hits = f"WITH hits_{group.number} AS MATERIALIZED ({group.hits}) " if group.hits else ""
        connection.execute(f"INSERT INTO faults {hits}{group.faults}")
    connection.execute(f"DROP TABLE faulty_{group.number}")


def _store_suspects(telling: str, connection: duckdb.DuckDBPyConnection) -> None:
    """The rows of which others may have the key: told apart by a hash, far smaller than a key."""
    _store(connection, "hashes", f"SELECT row, hash(*COLUMNS(* EXCLUDE row)) AS h FROM ({telling})")
    _store(
        connection,
        "suspects",
        "SELECT row FROM hashes WHERE h IN (SELECT h FROM hashes GROUP BY h HAVING count(*) > 1)",
    )
    connection.execute("DROP TABLE hashes")


def find_duplicates(
    connection: duckdb.DuckDBPyConnection, plan: Plan, item: Item, sheet: Sheet
) -> None:
    """Add a ``duplicate`` fault for every row whose key an earlier row of the file has.

    Needs the table ``suspects`` of a file that was read whole; rows that are no more there are
    nobody's.
    """
    if sheet.sifted:
        if not sheet.repeated:
            return
        rows = f"SELECT unnest({list(sheet.repeated)}) AS row"
        _store(connection, "suspects", rows)
    connection.execute("CREATE TEMP VIEW alike AS FROM cells SEMI JOIN suspects USING (row)")
    keys = plan.keys.replace('"cells"', '"alike"')
    connection.execute(
        f"INSERT INTO faults WITH keys AS ({keys}),"
        " firsts AS (SELECT key, min(row) AS first FROM keys GROUP BY key HAVING count(*) > 1)"
        f" SELECT row, {literal(item.key[0])}, 'duplicate', first::VARCHAR"
        " FROM keys JOIN firsts USING (key) WHERE row > first"
    )
    connection.execute("DROP VIEW alike")
    connection.execute("DROP TABLE suspects")


def redact_values(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Take the ID numbers out of every fault's value."""
    with _planned_fast(connection, few=True):
        connection.execute(
            f"UPDATE faults SET value = left({plan.fault_value}, {MAX_VALUE})"
            " WHERE value IS NOT NULL"
        )


def redact_rows(connection: duckdb.DuckDBPyConnection, plan: Plan, sheet: Sheet) -> None:
    """Take the ID numbers out of every text.

    Rows that wait for correction may have one in any column; needs the table ``rejected_rows``.
    """
    number = "row" if sheet.first_row is None else f"rowid + {sheet.first_row}"
    found = connection.execute(
        "SELECT DISTINCT field FROM faults WHERE check_id = 'id-number-in-text'"
    ).fetchall()
    for (code,) in found:
        _redact_column(
            connection,
            plan,
            code,
            f"{number} IN (SELECT row FROM faults WHERE check_id = 'id-number-in-text'"
            f" AND field = {literal(code)})",
        )
    waiting = f"{number} IN (SELECT row FROM rejected_rows)"
    for code in _long_columns(connection, sheet, waiting):
        _redact_column(connection, plan, code, waiting)


def _redact_column(
    connection: duckdb.DuckDBPyConnection, plan: Plan, code: str, which: str
) -> None:
    connection.execute(f"UPDATE raw SET {quoted(code)} = {plan.redactions[code]} WHERE {which}")


def _long_columns(connection: duckdb.DuckDBPyConnection, sheet: Sheet, which: str) -> Iterator[str]:
    """The columns in which some of the rows have room for an ID number."""
    longest = ", ".join(f"max(strlen({quoted(code)}))" for code in sheet.codes)
    sizes = connection.execute(f"SELECT {longest} FROM raw WHERE {which}").fetchone() or ()
    for code, size in zip(sheet.codes, sizes, strict=True):
        if size is not None and size >= ID_LENGTH:
            yield code


@contextmanager
def _planned_fast(connection: duckdb.DuckDBPyConnection, *, few: bool) -> Iterator[None]:
    """Leave out of planning what takes longer than it spares.

    Filters of flags stay above the flags: pushed down, each flag is planned and made twice. Where
    only a ``few`` values are judged, no expression is worth improving.
    """
    left_out = _LEFT_OUT if few else ("filter_pushdown",)
    connection.execute(f"SET disabled_optimizers = {literal(','.join(left_out))}")
    yield
    connection.execute("RESET disabled_optimizers")


def _store(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> int:
    """Make a table of what the query selects; how many rows it has."""
    made = connection.execute(f"CREATE TABLE {quoted(name)} AS {query}").fetchone()
    return int(made[0]) if made else 0
