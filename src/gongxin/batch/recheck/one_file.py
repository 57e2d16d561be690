"""Check one file on an engine of choice: its cells as a lake of one month, checked as any other."""

from datetime import date
from pathlib import Path

import duckdb

from gongxin.batch.engine import literal, quoted
from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import Lake, month_of
from gongxin.batch.readers.sheet import Sheet
from gongxin.batch.recheck.run import KIND, recheck
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger
from gongxin.law.catalogue import Item


def find_faults_on(
    session: Session,
    connection: duckdb.DuckDBPyConnection,
    item: Item,
    sheet: Sheet,
    *,
    received_on: date,
    folder: Path,
) -> None:
    """Make the table ``faults`` (row, field, check, value) of the table ``cells``, repeats included.

    ``folder`` must be seen by the engine's workers under the same path.
    """
    lake, month = Lake(folder / "lake"), month_of(received_on)
    target = lake.folder(item.id, month) / "file.parquet"
    target.parent.mkdir(parents=True)
    columns = ", ".join(quoted(code) for code in sheet.codes)
    connection.execute(
        "COPY (SELECT 1::BIGINT AS submission, row, '' AS department,"
        f" DATE {literal(received_on.isoformat())} AS received_on, NULL::VARCHAR AS subject,"
        f" NULL::VARCHAR AS linked_by, {columns} FROM cells)"
        f" TO {literal(str(target))} (FORMAT parquet)"
    )
    recheck(session, lake, [item])
    connection.execute(
        "CREATE TABLE faults (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )
    found = select_current(
        Process(connection),
        Ledger(lake, KIND).results(item.id),
        ("row", "field", "check_id", "value"),
    )
    if found:
        connection.execute(f"INSERT INTO faults {found}")
    connection.execute("INSERT INTO faults SELECT * FROM reading_faults")
