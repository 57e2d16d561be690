"""Run a plan of checks over the table ``cells`` and gather its faults."""

from collections.abc import Iterable

import duckdb
import ibis
import ibis.expr.types as ir

from gongxin.batch.judge import Group
from gongxin.batch.personal import redacted


def create_faults(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``faults``: one line for each fault of each cell."""
    connection.execute(
        "CREATE TABLE faults (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )


def find_faults(connection: duckdb.DuckDBPyConnection, groups: Iterable[Group]) -> None:
    """Judge every group and add what is found to ``faults``."""
    for group in groups:
        _store(connection, f"values_{group.number}", group.values)
        _store(connection, f"forms_{group.number}", group.forms)
        found = _store(connection, f"faulty_{group.number}", group.faulty)
        if found and _store(connection, f"hits_{group.number}", group.hits) != 0:
            connection.execute(f"INSERT INTO faults {sql(group.faults)}")
        for step in ("values", "forms", "faulty", "hits"):
            connection.execute(f"DROP TABLE IF EXISTS {step}_{group.number}")


def redact_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove ID numbers from the values that are told with the faults."""
    values = ibis.table({"value": "string"}, name="faults")
    expression = sql(values.select(value=redacted(values.value)))
    made = expression.split("SELECT", 1)[1].split('AS "value"')[0].replace('"t0".', "")
    connection.execute(f"UPDATE faults SET value = left({made}, 200) WHERE value IS NOT NULL")


def sql(expression: ir.Table) -> str:
    """The expression in the engine's language."""
    return str(ibis.to_sql(expression, dialect="duckdb"))


def _store(connection: duckdb.DuckDBPyConnection, name: str, table: ir.Table | None) -> int | None:
    if table is None:
        return None
    connection.execute(f"CREATE TEMP TABLE {name} AS {sql(table)}")
    found = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    return found[0] if found else 0
