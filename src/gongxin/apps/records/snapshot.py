"""The database as of one moment as Parquet, for everything that reads whole tables.

One transaction sees the same state from its first statement to its last, so facts, acts and
organisations fit together however much is written meanwhile; writers are not held up.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

import duckdb
import psycopg
from django.db import connections

from gongxin.apps.intake.storage import sync_file, sync_folder
from gongxin.batch.engine import file_literal, literal, open_engine
from gongxin.batch.lake import REGISTER

Progress = Callable[[str], None]

_SUBJECT = "(SELECT code FROM subjects_subject s WHERE s.id = t.subject_id)"
_DEPARTMENT = "(SELECT code FROM accounts_department d WHERE d.id = t.department_id)"
_RECORDS: Final = {
    "uid": "VARCHAR",
    "revision": "INTEGER",
    "change": "VARCHAR",
    "item": "VARCHAR",
    "subject": "VARCHAR",
    "department": "VARCHAR",
    "decided_on": "DATE",
    "fields": "VARCHAR",  # JSON
    "severity": "VARCHAR",
    "public_from": "DATE",
    "public_until": "DATE",
    "known_from": "TIMESTAMPTZ",
    "known_until": "TIMESTAMPTZ",
    "submission": "BIGINT",
    "row": "BIGINT",
    "linked_by": "VARCHAR",
    "stopped_on": "DATE",
    "shielded_on": "DATE",
    "shielded_until": "DATE",
}
_ACTS: Final = {
    "id": "BIGINT",
    "kind": "VARCHAR",
    "record_uid": "VARCHAR",
    "case": "BIGINT",
    "subject": "VARCHAR",
    "department": "VARCHAR",
    "basis": "VARCHAR",
    "reason": "VARCHAR",
    "effective_on": "DATE",
    "at": "TIMESTAMPTZ",
}
_JUDGEMENTS: Final = {
    "signature": "VARCHAR",
    "subject": "VARCHAR",
    "verdict": "VARCHAR",
    "at": "TIMESTAMPTZ",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that was written: where, as of when, how many rows each table has."""

    folder: Path
    moment: datetime
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: dict[str, str]
    query: str


_TABLES: Final = (
    _Table(
        "records",
        _RECORDS,
        f"SELECT uid, revision, change, item, {_SUBJECT}, {_DEPARTMENT}, decided_on, fields,"
        " severity, public_from, public_until, known_from, known_until, submission_id, row,"
        " linked_by, stopped_on, shielded_on, shielded_until FROM records_record t",
    ),
    _Table(
        "acts",
        _ACTS,
        f"SELECT id, kind, record_uid, case_id, {_SUBJECT}, {_DEPARTMENT}, basis, reason,"
        " effective_on, at FROM records_act t",
    ),
    _Table(
        "judgements",
        _JUDGEMENTS,
        f"SELECT signature, {_SUBJECT}, verdict, at FROM subjects_judgement t",
    ),
    _Table(
        "subjects",
        REGISTER["subjects"],
        "SELECT code, name, region, industry, status, in_register FROM subjects_subject",
    ),
    _Table(
        "names",
        REGISTER["names"],
        f"SELECT {_SUBJECT}, name, normalised, region, kind FROM subjects_subjectname t",
    ),
    _Table(
        "identifiers",
        REGISTER["identifiers"],
        f"SELECT {_SUBJECT}, scheme, value FROM subjects_subjectidentifier t",
    ),
)


def write_snapshot(
    root: Path, *, out: Path | None = None, progress: Progress | None = None
) -> Snapshot:
    """Write a snapshot to ``root/<moment>``, or to ``out``; there under its name only when whole.

    Files: ``records`` (every revision of every fact), ``acts``, ``judgements`` and the register's
    ``subjects``, ``names``, ``identifiers``, all ``.parquet``; ``snapshot.json`` with the moment and
    the numbers of rows. FileExistsError when ``out`` is there already.
    """
    if out is not None and out.exists():
        raise FileExistsError(out)
    parent = root if out is None else out.parent
    parent.mkdir(parents=True, exist_ok=True)
    partial = parent / f".snapshot-{uuid4().hex}"
    partial.mkdir(mode=0o700)
    try:
        moment, rows = _export(partial, progress or (lambda table: None))
        target = out or root / f"{moment.astimezone(UTC):%Y-%m-%dT%H%M%S.%fZ}"
        _make_durable(partial, moment, rows)
        partial.rename(target)
        sync_folder(parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Snapshot(target, moment, rows)


def _export(folder: Path, tell: Progress) -> tuple[datetime, dict[str, int]]:
    own = connections.create_connection("default")
    own.ensure_connection()
    reader: psycopg.Connection = own.connection
    try:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.read_only = True
        reader.autocommit = False
        moment = _now(reader)
        rows = {}
        with open_engine(folder) as engine:
            for table in _TABLES:
                rows[table.name] = _export_table(reader, engine, table, folder)
                tell(table.name)
    finally:
        own.close()
    return moment, rows


def _now(reader: psycopg.Connection) -> datetime:
    """The moment of the transaction, whose first statement this is."""
    found = reader.execute("SELECT now()").fetchone()
    assert found is not None
    moment: datetime = found[0]
    return moment


def _export_table(
    reader: psycopg.Connection, engine: duckdb.DuckDBPyConnection, table: _Table, folder: Path
) -> int:
    """Stream one table through a file of text into Parquet; how many rows it has."""
    spec = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in table.columns.items())
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".csv") as text:
        with (
            reader.cursor() as cursor,
            cursor.copy(f"COPY ({table.query}) TO STDOUT (FORMAT csv)".encode()) as copy,
        ):
            for chunk in copy:
                text.write(chunk)
        text.flush()
        made = engine.execute(
            f"COPY (SELECT * FROM read_csv({file_literal(Path(text.name))}, header = false,"
            " auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" allow_quoted_nulls = false, max_line_size = 16777216, columns = {{{spec}}}))"
            f" TO {literal(str(folder / f'{table.name}.parquet'))}"
            " (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
    return int(made[0]) if made else 0


def _make_durable(folder: Path, moment: datetime, rows: dict[str, int]) -> None:
    about = {"moment": moment.isoformat(), "rows": rows}
    (folder / "snapshot.json").write_text(json.dumps(about, indent=2), encoding="utf-8")
    for path in folder.iterdir():
        sync_file(path)
    sync_folder(folder)
