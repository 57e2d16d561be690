"""Moving tables between the batch engine and PostgreSQL, without a loop over rows."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import psycopg
from django.db import connection as database

from gongxin.batch.engine import file_literal, literal

_CHUNK = 1 << 20


def raw_connection() -> psycopg.Connection:
    """The driver's connection behind Django's, inside the same transaction."""
    database.ensure_connection()
    raw: psycopg.Connection = database.connection
    return raw


def execute(statement: str, values: Sequence[str | int | datetime] = ()) -> int:
    """Run one statement in the current transaction; how many rows it touched."""
    with database.cursor() as cursor:
        cursor.execute(statement, values or None)
        return int(cursor.rowcount)


def fetch(statement: str, values: Sequence[str | int | datetime] = ()) -> list[tuple[object, ...]]:
    """The rows that a statement answers."""
    with database.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())


def send(engine: duckdb.DuckDBPyConnection, query: str, target: str, workdir: Path) -> None:
    """Copy what ``query`` selects in the engine into ``target``: a table with its column list."""
    with tempfile.TemporaryDirectory(dir=workdir) as folder:
        path = Path(folder) / "rows.csv"
        engine.execute(f"COPY ({query}) TO {literal(str(path))} (FORMAT csv, HEADER false)")
        with (
            raw_connection().cursor() as cursor,
            cursor.copy(f"COPY {target} FROM STDIN (FORMAT csv)") as copy,
            path.open("rb") as rows,
        ):
            while chunk := rows.read(_CHUNK):
                copy.write(chunk)


def bring(
    engine: duckdb.DuckDBPyConnection,
    query: str,
    table: str,
    columns: dict[str, str],
    workdir: Path,
) -> None:
    """Make ``table`` in the engine from what ``query`` selects in the database."""
    spec = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items())
    with tempfile.TemporaryDirectory(dir=workdir) as folder:
        path = Path(folder) / "rows.csv"
        with (
            raw_connection().cursor() as cursor,
            cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy,
            path.open("wb") as rows,
        ):
            for chunk in copy:
                rows.write(chunk)
        engine.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM read_csv({file_literal(path)},"
            f" header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" columns = {{{spec}}})"
        )


def refresh_statistics() -> None:
    """Tell the database's planner what a large filing has changed, before anyone waits for it."""
    for table in (
        "records_record",
        "subjects_subject",
        "subjects_subjectname",
        "subjects_subjectidentifier",
    ):
        execute(f"ANALYZE {table}")
