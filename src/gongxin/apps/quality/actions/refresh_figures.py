"""Bring the monthly figures of quality up to date."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.db import connection, transaction

from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.storage import home
from gongxin.apps.quality.actions.count_submission import count_submission
from gongxin.apps.quality.gathering import fill_tables
from gongxin.apps.quality.ledgers import mark_reported
from gongxin.apps.quality.models import Figure, LedgerEntry, SubmissionCount
from gongxin.batch.engine import open_engine
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.run import Figure as Computed
from gongxin.batch.quality.run import figures
from gongxin.batch.quality.spans import SPAN, months_before, months_between
from gongxin.core.dates import legal_today

_TOGETHER = 5_000


def refresh_figures(*, months: Sequence[str] | None = None, whole: bool = False) -> list[str]:
    """Count what is new, compute the figures of ``months`` again and say which these were.

    Without ``months``: those from the first month with something new to today's, at most one year
    back beyond it; with ``whole`` the last twelve at least. The same data give the same figures
    however often it runs. Part of the platform's own work: it asks no permission.
    """
    new = _count_new()
    mark_reported()
    wanted = sorted(set(months)) if months else _months(new, whole)
    if wanted:
        _compute(wanted)
    return wanted


def _count_new() -> list[str]:
    """Count the finished submissions that are not counted yet, in their order; their months."""
    waiting = Submission.objects.filter(
        state__in=Submission.FINISHED, submissioncount=None
    ).order_by("pk")
    return sorted({count_submission(submission=one).month for one in waiting})


def _months(new: list[str], whole: bool) -> list[str]:
    today = f"{legal_today():%Y-%m}"
    counted = SubmissionCount.objects.order_by("month").values_list("month", flat=True).first()
    decided = LedgerEntry.objects.order_by("decided_on").values_list("decided_on", flat=True)
    begun = min([m for m in (counted, *(f"{d:%Y-%m}" for d in decided[:1])) if m], default=today)
    year = months_before(today, SPAN - 1)
    first = min([*new, year if whole or not new else today])
    if not Figure.objects.exists():
        first = begun
    return months_between(max(first, begun), today)


def _compute(months: list[str]) -> None:
    with transaction.atomic():
        _take_turns()
        (home() / "lake").mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=home() / "lake", prefix="figures-") as folder,
            open_engine(Path(folder)) as engine,
        ):
            fill_tables(engine, months)
            wanted = set(months)
            found = [one for one in figures(engine, MEASURES) if one.month in wanted]
        Figure.objects.filter(month__in=months).delete()
        _keep(found)


def _keep(found: list[Computed]) -> None:
    departments = dict(Department.objects.values_list("code", "pk"))
    Figure.objects.bulk_create(
        [
            Figure(
                measure=one.measure,
                item=one.item,
                department_id=departments.get(one.department),
                region=one.region,
                month=one.month,
                numerator=one.numerator,
                denominator=one.denominator,
            )
            for one in found
        ],
        batch_size=_TOGETHER,
    )


def _take_turns() -> None:
    """Let two refreshes at the same moment be done one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('quality', 0))")
