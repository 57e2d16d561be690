"""Check a department's file: every fault of every row, nothing capped, nothing filed."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from gongxin.batch.beginning import Begun
from gongxin.batch.engine import open_engine
from gongxin.batch.engine.session import Session
from gongxin.batch.faults import (
    find_doubtful,
    find_duplicates,
    find_faults,
    redact_rows,
    redact_values,
)
from gongxin.batch.issues import Issue, create_issues, select_issue_lines, select_issues
from gongxin.batch.narrowing import narrowed
from gongxin.batch.plans import Plan, compiled_plan
from gongxin.batch.readers.read import read_file
from gongxin.batch.readers.sheet import Sheet, refuse_formulas
from gongxin.batch.sieve.machine import Sieve
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
    plan: Plan
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

    def issue_lines(self, limit: int | None = None) -> Iterator[list[str]]:
        """The faults as JSON objects in batches, by row and column."""
        return select_issue_lines(self.connection, limit)

    def count_issues(self) -> int:
        """How many faults there are in all."""
        found = self.connection.execute("SELECT count(*) FROM faults").fetchone()
        return int(found[0]) if found else 0

    def write(self, folder: Path) -> None:
        """Write accepted, rejected and issues as Parquet, and the file's layout, into ``folder``."""
        write_outcome(self.connection, self.plan, self.sheet, folder)


@contextmanager
def check_file(
    item: Item,
    path: Path,
    *,
    received_on: date,
    whole: bool = True,
    workdir: Path | None = None,
    progress: Progress | None = None,
    session: Session | None = None,
    begun: Begun | None = None,
) -> Iterator[CheckOutcome]:
    """Read and check ``path`` as ``item``; FileRefused where the file as a whole cannot be read.

    ``received_on`` is the legal day of the submission: lateness and future dates are judged by it.
    Unless ``whole``, rows in which nothing is at fault need not be read, and the outcome cannot be
    written.
    ``workdir`` takes what does not fit in memory; it is emptied afterwards. ``session`` is another
    engine that looks for the faults; its workers must see ``workdir``. ``begun`` is what
    :func:`~gongxin.batch.beginning.begin_check` made of the same file on the same day, if that was
    called; no session and no ``whole`` check goes on from there (ValueError).
    """
    if begun:
        same = (begun.item, begun.path, begun.received_on) == (item, path, received_on)
        if whole or session or not same:
            raise ValueError("another check was begun than this")
    started = time.monotonic()
    tell = progress or (lambda percent: None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=workdir)))
        connection = stack.enter_context(open_engine(folder))
        plan = begun.plan if begun else compiled_plan(item)
        # another engine reads the cells itself, all of them
        sieve = Sieve(plan.sieve, received_on) if plan.sieve and not (whole or session) else None
        sheet = read_file(connection, item, path, folder, sieve, begun.opened if begun else None)
        judged = plan
        if sheet.marks is not None:
            judged = narrowed(connection, plan, item, sheet, sheet.marks)
        else:
            find_doubtful(connection, plan, item, sheet, received_on)
        refuse_formulas(connection, sheet)
        tell(30)
        rows = sheet.passed + _count(connection, "SELECT count(*) FROM raw")
        if session is None:
            find_faults(connection, judged, item, sheet, received_on)
        else:
            # here, because table expressions take longer to load than a small file to check
            from gongxin.batch.recheck.one_file import find_faults_on

            find_faults_on(session, connection, item, sheet, received_on=received_on, folder=folder)
        create_issues(connection, plan, sheet.layout)
        refused = _refuse_persons(connection, sheet)
        tell(70)
        if session is None:
            find_duplicates(connection, plan, item, sheet)
        rejected, warned, late = _counts(connection)
        redact_values(connection, plan)
        if whole:  # otherwise the rows go no further
            connection.execute(
                "CREATE TABLE rejected_rows AS"
                " SELECT DISTINCT row FROM issues WHERE severity = 'reject'"
            )
            redact_rows(connection, plan, sheet)
        tell(90)
        yield CheckOutcome(
            item=item,
            sheet=sheet,
            plan=plan,
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


def _refuse_persons(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> int:
    """Delete the rows about natural persons; what stays of them is their number and the reason."""
    connection.execute(
        "CREATE TEMP TABLE refused AS SELECT DISTINCT row FROM issues WHERE severity = 'refuse'"
    )
    refused = _count(connection, "SELECT count(*) FROM refused")
    if refused:
        number = "row" if sheet.first_row is None else f"rowid + {sheet.first_row}"
        connection.execute(f"DELETE FROM raw WHERE {number} IN (SELECT row FROM refused)")
        connection.execute(
            "CREATE TEMP TABLE reasons AS SELECT row, field, rule FROM issues"
            " WHERE severity = 'refuse'"
        )
        connection.execute("DELETE FROM faults WHERE row IN (SELECT row FROM refused)")
        connection.execute("INSERT INTO faults SELECT row, field, rule, NULL FROM reasons")
    return refused


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """How many rows are rejected, have warnings alone, are late."""
    found = connection.execute(
        "SELECT count(*) FILTER (rejected), count(*) FILTER (warned AND NOT rejected),"
        " count(*) FILTER (late) FROM (SELECT bool_or(severity = 'reject') AS rejected,"
        " bool_or(severity = 'warn') AS warned, bool_or(rule = 'late') AS late"
        " FROM issues GROUP BY row)"
    ).fetchone()
    assert found is not None
    return found[0], found[1], found[2]
