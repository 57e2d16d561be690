"""Run a plan of checks over the table ``cells`` and gather its faults."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

import duckdb

from gongxin.batch.engine import literal, quoted
from gongxin.batch.plans import CompiledGroup, Plan
from gongxin.batch.readers.sheet import Sheet
from gongxin.batch.tokens import filled
from gongxin.core.identifiers.constants import ID_LENGTH
from gongxin.law.catalogue import Item

MAX_VALUE = 200  # characters of a cell that are told with its fault


def find_doubtful(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    present: Collection[str],
    received_on: date,
) -> None:
    """Make the table ``doubtful``: the rows that row checks look at, and any that has a formula."""
    _store(connection, "doubtful", filled(plan.doubtful, item, present, received_on))


def find_faults(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    present: Collection[str],
    received_on: date,
) -> None:
    """Make the table ``faults``, one line for each fault of each cell, from every group of checks.

    Needs the table ``doubtful``.
    """
    connection.execute(
        "CREATE TABLE faults (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )
    for name, made in plan.forms.items():
        _store(connection, quoted(name), made)
    with _flags_made_once(connection):
        for group in plan.groups:
            faulty = filled(group.faulty, item, present, received_on)
            if _store(connection, f"faulty_{group.number}", faulty):
                if group.hits is not None:
                    _store(connection, f"hits_{group.number}", group.hits)
                connection.execute(f"INSERT INTO faults {group.faults}")
            _drop(connection, group)
    connection.execute("INSERT INTO faults SELECT * FROM reading_faults")


def find_duplicates(connection: duckdb.DuckDBPyConnection, plan: Plan, item: Item) -> None:
    """Add a ``duplicate`` fault for every row whose key an earlier row of the file has."""
    # rows are first told apart by a hash, which is far smaller than the key and sooner made
    connection.execute(
        "CREATE TEMP TABLE hashes AS SELECT row, hash(*COLUMNS(* EXCLUDE row)) AS h"
        f" FROM ({plan.telling})"
    )
    connection.execute(
        "CREATE TEMP TABLE suspects AS SELECT row FROM hashes WHERE h IN"
        " (SELECT h FROM hashes GROUP BY h HAVING count(*) > 1)"
    )
    connection.execute("CREATE TEMP VIEW alike AS FROM held SEMI JOIN suspects USING (row)")
    keys = plan.keys.replace('"cells"', '"alike"')
    connection.execute(
        f"INSERT INTO faults WITH keys AS ({keys}),"
        " firsts AS (SELECT key, min(row) AS first FROM keys GROUP BY key HAVING count(*) > 1)"
        f" SELECT row, {literal(item.key[0])}, 'duplicate', first::VARCHAR"
        " FROM keys JOIN firsts USING (key) WHERE row > first"
    )
    connection.execute("DROP VIEW alike")
    connection.execute("DROP TABLE hashes")
    connection.execute("DROP TABLE suspects")


def redact_values(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Take the ID numbers out of every fault's value."""
    connection.execute(
        f"UPDATE faults SET value = left({plan.fault_value}, {MAX_VALUE}) WHERE value IS NOT NULL"
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
def _flags_made_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let filters of flags stay above the flags: pushed down, each flag is planned and made twice."""
    connection.execute("SET disabled_optimizers = 'filter_pushdown'")
    yield
    connection.execute("RESET disabled_optimizers")


def _store(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> int:
    """Make a table of what the query selects; how many rows it has."""
    made = connection.execute(f"CREATE TEMP TABLE {name} AS {query}").fetchone()
    return int(made[0]) if made else 0


def _drop(connection: duckdb.DuckDBPyConnection, group: CompiledGroup) -> None:
    for name in (f"faulty_{group.number}", f"hits_{group.number}"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
