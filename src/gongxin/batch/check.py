"""Check a department's file: every fault of every row, nothing capped, nothing filed."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from gongxin.batch.duplicates import find_duplicates
from gongxin.batch.engine import open_engine
from gongxin.batch.faults import create_faults, find_faults, redact_values
from gongxin.batch.issues import Issue, select_issues
from gongxin.batch.judge import plan
from gongxin.batch.messages import create_issues
from gongxin.batch.readers.read import read_file
from gongxin.batch.readers.sheet import Sheet
from gongxin.batch.redaction import redact_text
from gongxin.batch.store import write_outcome
from gongxin.law.catalogue import Item

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check found. ``rows`` = ``accepted`` + ``rejected`` + ``refused_persons``.

    ``warned`` counts accepted rows with a warning, ``late`` all rows reported after the deadline.
    """

    item: Item
    sheet: Sheet
    connection: duckdb.DuckDBPyConnection
    rows: int
    accepted: int
    rejected: int
    refused_persons: int
    warned: int
    late: int
    seconds: float

    def issues(self, limit: int | None = None, offset: int = 0) -> Iterator[Issue]:
        """The faults by row and column; all of them unless limited."""
        return select_issues(self.connection, "issues", limit=limit, offset=offset)

    def count_issues(self) -> int:
        """How many faults there are in all."""
        found = self.connection.execute("SELECT count(*) FROM faults").fetchone()
        return int(found[0]) if found else 0

    def write(self, folder: Path) -> None:
        """Write accepted, rejected and issues as Parquet, and the file's layout, into ``folder``."""
        write_outcome(self.connection, self.item, self.sheet, folder)


@contextmanager
def check_file(
    item: Item,
    path: Path,
    *,
    received_on: date,
    workdir: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[CheckOutcome]:
    """Read and check ``path`` as ``item``; FileRefused where the file as a whole cannot be read.

    ``received_on`` is the legal day of the submission: lateness and future dates are judged by it.
    ``workdir`` takes what does not fit in memory; it is emptied afterwards.
    """
    started = time.monotonic()
    tell = progress or (lambda percent: None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=workdir)))
        connection = stack.enter_context(open_engine(folder))
        sheet = read_file(connection, item, path, folder)
        tell(30)
        rows = _count(connection, "SELECT count(*) FROM raw")
        create_faults(connection)
        refused = _refuse_persons(connection, item, sheet, received_on)
        find_faults(connection, plan(item, sheet.codes, received_on, ("reject", "warn")))
        tell(70)
        connection.execute("INSERT INTO faults SELECT * FROM reading_faults")
        find_duplicates(connection, item)
        redact_text(connection, item)
        redact_values(connection)
        create_issues(connection, item, sheet.layout)
        tell(90)
        rejected, warned, late = _counts(connection)
        yield CheckOutcome(
            item=item,
            sheet=sheet,
            connection=connection,
            rows=rows,
            accepted=rows - refused - rejected,
            rejected=rejected,
            refused_persons=refused,
            warned=warned,
            late=late,
            seconds=time.monotonic() - started,
        )


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def _refuse_persons(
    connection: duckdb.DuckDBPyConnection, item: Item, sheet: Sheet, received_on: date
) -> int:
    """Delete the rows about natural persons; what stays of them is the row number."""
    find_faults(connection, plan(item, sheet.codes, received_on, ("refuse",)))
    refused = _count(connection, "SELECT count(DISTINCT row) FROM faults")
    if refused:
        connection.execute("UPDATE faults SET value = NULL")
        number = "row" if sheet.first_row is None else f"rowid + {sheet.first_row}"
        for table in (f"raw WHERE {number}", "reading_faults WHERE row"):
            connection.execute(f"DELETE FROM {table} IN (SELECT row FROM faults)")
    return refused


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    connection.execute(
        "CREATE TABLE rejected_rows AS SELECT DISTINCT row FROM issues WHERE severity = 'reject'"
    )
    rejected = _count(connection, "SELECT count(*) FROM rejected_rows")
    warned = _count(
        connection,
        "SELECT count(DISTINCT row) FROM issues WHERE severity = 'warn'"
        " AND row NOT IN (SELECT row FROM rejected_rows)",
    )
    late = _count(connection, "SELECT count(DISTINCT row) FROM faults WHERE check_id = 'late'")
    return rejected, warned, late
