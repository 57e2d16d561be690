"""Who has looked at an organisation's file, as the organisation may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from gongxin.apps.accounts.models import Department
from gongxin.apps.audit.models import FileReading
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import start_of_legal_day
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class ReadingFilters:
    """What the log is narrowed to; empty means anything. Both days are included."""

    department: str = ""  # its code
    channel: str = ""
    what: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the file: by which department, when, through what, at what."""

    at: datetime
    department: Text | None
    department_code: str
    channel: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page of the log, newest first."""

    readings: list[Reading]
    total: int


def readings_of(
    subject: Subject, filters: ReadingFilters | None = None, *, page: int = 1, size: int = 30
) -> ReadingPage:
    """One page of who looked at the file of ``subject``, newest first."""
    chosen = _matching(subject, filters or ReadingFilters())
    start = (max(1, page) - 1) * size
    rows = chosen.select_related("department").order_by("-id")[start : start + size]
    return ReadingPage([_reading(row) for row in rows], chosen.count())


def departments_that_read(subject: Subject) -> Sequence[Department]:
    """The departments that ever looked at the file, the most frequent first."""
    readings = FileReading.objects.filter(subject=subject, department__isnull=False)
    ranked = readings.values("department").annotate(n=Count("pk")).order_by("-n", "department")
    order = [row["department"] for row in ranked]
    return sorted(Department.objects.filter(pk__in=order), key=lambda one: order.index(one.pk))


def _matching(subject: Subject, filters: ReadingFilters) -> QuerySet[FileReading]:
    chosen = FileReading.objects.filter(subject=subject)
    if filters.department:
        chosen = chosen.filter(department__code=filters.department)
    if filters.channel:
        chosen = chosen.filter(channel=filters.channel)
    if filters.what:
        chosen = chosen.filter(what=filters.what)
    if filters.first:
        chosen = chosen.filter(at__gte=start_of_legal_day(filters.first))
    if filters.last:
        chosen = chosen.filter(at__lt=start_of_legal_day(filters.last + timedelta(days=1)))
    return chosen


def _reading(row: FileReading) -> Reading:
    department = row.department
    return Reading(
        at=row.at,
        department=Text(department.name, department.name_en or department.name)
        if department
        else None,
        department_code=department.code if department else "",
        channel=row.channel,
        what=row.what,
    )
