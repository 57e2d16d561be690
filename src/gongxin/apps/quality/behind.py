"""The rows behind a department's figure of one month: those that speak against it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongxin.apps.accounts.models import Department
from gongxin.apps.errors import NotFound
from gongxin.apps.intake.queries import results_folder
from gongxin.apps.intake.storage import home
from gongxin.apps.quality.gathering import fill_tables
from gongxin.apps.quality.models import SubmissionCount
from gongxin.apps.records.models import Record
from gongxin.batch.engine import file_literal, literal, open_engine
from gongxin.batch.quality.registry import BY_ID
from gongxin.batch.quality.run import behind_sql, fill
from gongxin.core.text import Text

LIMIT = 500  # rows that are listed


@dataclass(frozen=True, slots=True)
class Behind:
    """How many rows there are behind a figure, and the first of them under ``columns``."""

    total: int
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def rows_behind(department: Department, measure_id: str, month: str) -> Behind:
    """The rows behind one figure; NotFound for no such measure of a department."""
    measure = BY_ID.get(measure_id)
    if measure is None or measure_id == "coverage_rate":
        raise NotFound("no_measure", _NO_MEASURE.format(measure=measure_id[:30]))
    (home() / "lake").mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=home() / "lake", prefix="behind-") as folder,
        open_engine(Path(folder)) as engine,
    ):
        fill_tables(engine, [month], coverage=False)
        _fill_rows(engine, department, month)
        engine.execute(f"CREATE TEMP VIEW behind AS {behind_sql(measure_id)}")
        names = [str(line[0]) for line in engine.execute("DESCRIBE behind").fetchall()]
        own = "" if "department" not in names else f" AND department = {literal(department.code)}"
        chosen = f"FROM behind WHERE month = {literal(month)}{own}"
        shown = [name for name in names if name not in ("department", "region", "month")]
        found = engine.execute(f"SELECT count(*) {chosen}").fetchone()
        order = ", ".join(shown)
        rows = engine.execute(f"SELECT {order} {chosen} ORDER BY {order} LIMIT {LIMIT}").fetchall()
    return Behind(int(found[0]) if found else 0, tuple(shown), tuple(rows))


def _fill_rows(engine: duckdb.DuckDBPyConnection, department: Department, month: str) -> None:
    """The faults and rows of the department's files of the month."""
    counted = SubmissionCount.objects.filter(
        month=month, rows__gt=0, submission__department=department
    ).select_related("submission")
    for submission in (one.submission for one in counted):
        path = results_folder(submission) / "issues.parquet"
        if path.exists():
            engine.execute(
                f"INSERT INTO faults SELECT {literal(submission.item)}, {literal(month)},"
                f" {submission.pk}, row, field, rule FROM read_parquet({file_literal(path)})"
            )
    known = Record.objects.filter(
        submission__in=[one.submission_id for one in counted], known_until=None
    ).values_list("item", "submission_id", "row", "subject__code")
    fill(engine, "rows", [(item, month, number, row, code) for item, number, row, code in known])


_NO_MEASURE = Text("没有“{measure}”这个部门指标。", "Departments have no measure '{measure}'.")
