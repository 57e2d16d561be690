"""What a finished submission counts for, from the rows and faults that lie in its folder."""

from pathlib import Path

import duckdb

from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.queries import results_folder
from gongxin.apps.quality.models import SubmissionCount
from gongxin.apps.records.models import Record
from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.lake import month_of
from gongxin.batch.quality.fault_kinds import REGISTER_ITEM, REPEATED, WRONG_CODE
from gongxin.batch.quality.lake_counts import counted_fields
from gongxin.law.catalogue import Item


def count(engine: duckdb.DuckDBPyConnection, submission: Submission, item: Item) -> SubmissionCount:
    """The counts of a finished submission; all 0 for one that repeats another or was refused whole."""
    counted = SubmissionCount(submission=submission, month=month_of(submission.received_on))
    folder = results_folder(submission)
    if submission.duplicate_of_id or submission.error or not folder.is_dir():
        return counted
    counted.rows = submission.rows - submission.refused_persons
    counted.accepted = submission.accepted
    fields = [code for code in counted_fields(item) if code in item.index]
    counted.cells = submission.accepted * len(fields)
    counted.filled = _filled(engine, folder, fields)
    counted.wrong_codes = _rows_with(engine, folder, _wrong_code(item))
    if item.deadline is not None:
        counted.dated, counted.late = _dated(engine, folder, submission, item)
    return counted


def _filled(engine: duckdb.DuckDBPyConnection, folder: Path, fields: list[str]) -> int:
    path = folder / "accepted.parquet"
    if not fields or not path.exists():
        return 0
    cells = " + ".join(f"count(nullif({quoted(code)}, ''))" for code in fields)
    return _number(engine, f"SELECT {cells} FROM read_parquet({file_literal(path)})")


def _wrong_code(item: Item) -> str:
    rules = [*WRONG_CODE, *([REPEATED] if item.id == REGISTER_ITEM else [])]
    return f"rule IN ({', '.join(map(literal, rules))})"


def _dated(
    engine: duckdb.DuckDBPyConnection, folder: Path, submission: Submission, item: Item
) -> tuple[int, int]:
    """How many rows brought a new record, and how many of these came late.

    A row that was on file already is not reported anew, so it cannot be late again.
    """
    late = (
        f"SELECT row FROM {_issues(folder)} WHERE rule = 'late'"
        f" EXCEPT SELECT row FROM {_issues(folder)} WHERE severity <> 'warn'"
    )
    if item.storage == "lake":
        return submission.accepted, _number(engine, f"SELECT count(*) FROM ({late})")
    first = Record.objects.filter(submission=submission, revision=1)
    new = first.count()
    if new == submission.accepted:
        return new, _number(engine, f"SELECT count(*) FROM ({late})")
    rows = [row for (row,) in engine.execute(late).fetchall()]
    return new, first.filter(row__in=rows).count()


def _rows_with(engine: duckdb.DuckDBPyConnection, folder: Path, condition: str) -> int:
    return _number(engine, f"SELECT count(DISTINCT row) FROM {_issues(folder)} WHERE {condition}")


def _issues(folder: Path) -> str:
    return f"read_parquet({file_literal(folder / 'issues.parquet')})"


def _number(engine: duckdb.DuckDBPyConnection, query: str) -> int:
    found = engine.execute(query).fetchone()
    return int(found[0]) if found and found[0] is not None else 0
