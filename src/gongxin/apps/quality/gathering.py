"""The tables that measures read, filled from the database."""

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
from django.db.models import Count, Q

from gongxin.apps.cases.models import Case, CaseRecord
from gongxin.apps.intake.filing.transfer import fetch
from gongxin.apps.quality.models import LedgerEntry, RejectedRow, SubmissionCount
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.batch.quality.run import create_tables, fill
from gongxin.batch.quality.spans import SPAN, months_before, spans
from gongxin.core.dates import legal_day, legal_today
from gongxin.core.workdays import add_working_days, working_days_after
from gongxin.law.load import load_catalogue

USUAL_DEADLINE = 7  # working days, for items whose own rule sets none
UPHELD = ("corrected", "removed", "upheld")
ANSWERED = (*UPHELD, "rejected")

_HOLDERS = """
SELECT item, region, to_char(first, 'YYYY-MM') AS month, count(*) FROM (
    SELECT r.item, s.region, min(b.received_on) AS first
    FROM records_record r JOIN subjects_subject s ON s.id = r.subject_id AND s.in_register
    JOIN intake_submission b ON b.id = r.submission_id
    WHERE r.known_until IS NULL GROUP BY r.item, s.id, s.region
) f GROUP BY 1, 2, 3
"""


def fill_tables(
    engine: duckdb.DuckDBPyConnection, months: Sequence[str], *, coverage: bool = True
) -> None:
    """Make and fill the measures' tables with what bears on ``months``; ``faults`` and ``rows``
    stay empty, and without ``coverage`` so do the tables that it reads.
    """
    create_tables(engine)
    fill(engine, "spans", spans(months))
    fill(engine, "submissions", list(_submissions(months_before(months[0], SPAN))))
    fill(engine, "ledger", list(_ledger(set(months))))
    fill(engine, "corrections", list(_corrections(months)))
    fill(engine, "objections", list(_objections(set(months))))
    if coverage:
        fill(engine, "register", list(_register()))
        fill(engine, "holders", _holders(months))


def deadline_of(item_id: str, decided_on: date) -> date:
    """The last day on which a decision can be reported in time."""
    item = load_catalogue().items.get(item_id)
    days = item.deadline.working_days if item and item.deadline else USUAL_DEADLINE
    return add_working_days(decided_on, days).on


def is_overdue(item_id: str, decided_on: date, today: date) -> bool:
    """Whether a report of the decision would come late today, as the check of lateness counts."""
    last = deadline_of(item_id, decided_on)
    return working_days_after(last, today).days > 0


def _submissions(since: str) -> Iterable[tuple[object, ...]]:
    counted = SubmissionCount.objects.filter(month__gte=since).values_list(
        "submission_id",
        "submission__item",
        "submission__department__code",
        "submission__department__region",
        "month",
        "rows",
        "accepted",
        "submission__linked",
        "dated",
        "late",
        "cells",
        "filled",
        "wrong_codes",
    )
    waiting = _unlinked()
    in_lake = {item.id for item in load_catalogue().items.values() if item.storage == "lake"}
    for number, item, *where, rows, accepted, linked, dated, late, cells, filled, wrong in counted:
        # officers link and unlink rows of the database, so there the rate is that of today
        now = linked if item in in_lake else max(accepted - waiting.get(number, 0), 0)
        yield (number, item, *where, rows, accepted, now, dated, late, cells, filled, wrong)


def _unlinked() -> dict[int, int]:
    """How many rows of each submission wait for a link."""
    found = Record.objects.filter(subject=None, known_until=None).values("submission")
    return {line["submission"]: line["n"] for line in found.annotate(n=Count("pk")).order_by()}


def _ledger(months: set[str]) -> Iterable[tuple[object, ...]]:
    first = date.fromisoformat(f"{min(months)}-01")
    today = legal_today()
    entries = LedgerEntry.objects.filter(decided_on__gte=first).values_list(
        "item", "department__code", "department__region", "decided_on", "number", "reported_on"
    )
    for item, department, region, decided_on, number, reported_on in entries.iterator():
        month = f"{decided_on:%Y-%m}"
        if month in months and (reported_on or is_overdue(item, decided_on, today)):
            yield item, department, region, month, number, reported_on is not None


def _corrections(months: Sequence[str]) -> Iterable[tuple[object, ...]]:
    found = RejectedRow.objects.filter(
        state=RejectedRow.State.CORRECTED, closed_on__gte=date.fromisoformat(f"{months[0]}-01")
    ).values_list(
        "item",
        "department__code",
        "department__region",
        "rejected_on",
        "closed_on",
        "submission_id",
        "row",
    )
    for item, department, region, rejected_on, closed_on, submission, row in found.iterator():
        days = working_days_after(rejected_on, closed_on or rejected_on).days
        yield item, department, region, f"{closed_on:%Y-%m}", submission, row, days


def _objections(months: set[str]) -> Iterable[tuple[object, ...]]:
    answered = Case.objects.filter(
        Q(kind="objection", state__in=ANSWERED, closed_at__isnull=False)
    ).select_related("department")
    items = dict(CaseRecord.objects.order_by("-pk").values_list("case_id", "item"))
    for case in answered:
        month = f"{legal_day(case.closed_at):%Y-%m}" if case.closed_at else ""
        if month in months and case.pk in items:
            department = case.department
            upheld = case.state in UPHELD
            yield items[case.pk], department.code, department.region, month, case.pk, upheld


def _register() -> Iterable[tuple[object, ...]]:
    known = Subject.objects.filter(in_register=True).values("region").order_by()
    return known.annotate(n=Count("pk")).values_list("region", "n")


def _holders(months: Sequence[str]) -> list[tuple[object, ...]]:
    """How many organisations had each item by the end of each month."""
    first: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for item, region, month, number in fetch(_HOLDERS):
        first.setdefault((str(item), str(region)), []).append((str(month), int(str(number))))
    lines: list[tuple[object, ...]] = []
    for (item, region), entries in first.items():
        for month in months:
            holders = sum(number for since, number in entries if since <= month)
            if holders:
                lines.append((item, region, month, holders))
    return lines
