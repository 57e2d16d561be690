"""Small lakes made of the rows of the corpus, and what a check of the same rows finds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.corpus.make import RECEIVED_ON, Row, csv_bytes, titled

from gongxin.batch.check import check_file
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import Lake
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger
from gongxin.law.catalogue import Item

Fault = tuple[int, str, str, str | None]  # row, field, check, value


def put(
    lake: Lake,
    of: Item,
    month: str,
    rows: Sequence[Row],
    *,
    submission: int = 1,
    received_on: date = RECEIVED_ON,
    name: str = "a",
) -> Path:
    """Write rows as one submission, numbered as a spreadsheet numbers them; empty cells are null."""
    count = len(rows)
    columns: dict[str, object] = {
        "submission": pa.array([submission] * count, pa.int64()),
        "row": pa.array(range(2, count + 2), pa.int64()),
        "department": pa.array(["x"] * count),
        "received_on": pa.array([received_on] * count, pa.date32()),
        "subject": pa.array([None] * count, pa.string()),
        "linked_by": pa.array([None] * count, pa.string()),
    }
    for field in of.stored_fields:
        texts = [row.get(field.code) or None for row in rows]
        columns[field.code] = pa.array(texts, pa.string())
    path = lake.folder(of.id, month) / f"{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


def put_register(lake: Lake, codes: Sequence[str]) -> None:
    """Write a register of organisations with these codes, faulty ones among them or not."""
    for name, column, others in (("subjects", "code", ()), ("identifiers", "value", ("scheme",))):
        columns = {column: pa.array(codes), **{other: pa.array(codes) for other in others}}
        lake.register(name).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(columns), lake.register(name))


def found(session: Session, lake: Lake, of: Item, month: str) -> list[Fault]:
    """The faults that a recheck left of a month, in order."""
    columns = ("item", "month", "row", "field", "check_id", "value")
    query = select_current(session, Ledger(lake, "recheck").results(of.id, [month]), columns)
    rows = session.rows(query) if query else []
    assert {row[:2] for row in rows} <= {(of.id, month)}
    return sorted((tuple(row[2:]) for row in rows), key=repr)


def checked(of: Item, rows: Sequence[Row], folder: Path) -> list[Fault]:
    """The faults that ``gongxin check`` finds in the same rows."""
    path = folder / "table.csv"
    codes = [f.code for f in of.stored_fields]
    path.write_bytes(csv_bytes(titled(of, list(rows), codes)))
    with check_file(of, path, received_on=RECEIVED_ON) as outcome:
        query = "SELECT row, field, check_id, value FROM faults"
        return sorted(outcome.connection.execute(query).fetchall(), key=repr)
