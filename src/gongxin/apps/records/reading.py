"""From database rows to record views: one query with its joins, then plain values."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from gongxin.apps.records.models import Record, RecordMark
from gongxin.apps.records.states import state_of_closed, state_on
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import Viewer, shown_values
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

COLUMNS = (
    "id",
    "uid",
    "revision",
    "change",
    "item",
    "subject_id",
    "subject__code",
    "subject__name",
    "department_id",
    "department__code",
    "department__name",
    "department__name_en",
    "department__sector",
    "decided_on",
    "fields",
    "severity",
    "public_from",
    "public_until",
    "known_from",
    "known_until",
    "submission_id",
    "row",
    "linked_by",
    "stopped_on",
    "shielded_on",
    "shielded_until",
    "stages",
)


class Row(NamedTuple):
    """One revision with the names it refers to, in the order of ``COLUMNS``."""

    id: int
    uid: UUID
    revision: int
    change: str
    item: str
    subject_id: int | None
    subject_code: str | None
    subject_name: str | None
    department_id: int
    department_code: str
    department_name: str
    department_name_en: str
    department_sector: str
    decided_on: date
    fields: dict[str, str]
    severity: str
    public_from: date | None
    public_until: date | None
    known_from: datetime
    known_until: datetime | None
    submission_id: int
    row: int
    linked_by: str
    stopped_on: date | None
    shielded_on: date | None
    shielded_until: date | None
    stages: list[str]  # of open cases, as anyone may know who sees the record
    of_item: int = 0  # how many the item has, where the query was asked to count them


def rows_of(records: QuerySet[Record]) -> Iterator[Row]:
    """The rows of a queryset with department and subject joined: one SQL query."""
    counted = ["of_item"] if "of_item" in records.query.annotations else []
    for values in with_stages(records).values_list(*COLUMNS, *counted):
        yield Row(*values)


def with_stages(records: QuerySet[Record]) -> QuerySet[Record]:
    """The same rows, each with the stages of its open cases as ``stages``."""
    marks = RecordMark.objects.filter(record_uid=OuterRef("uid"), until=None, public=True)
    return records.annotate(stages=ArraySubquery(marks.values("stage").distinct()))


def views_of(rows: Iterable[Row], viewer: Viewer, moment: AsOf) -> list[RecordView]:
    """What ``viewer`` may read of each row as of ``moment``, in the same order."""
    items = load_catalogue().items
    return [view_of(row, items[row.item], viewer, moment) for row in rows]


def view_of(
    row: Row, item: Item, viewer: Viewer, moment: AsOf, *, has_next: bool = False
) -> RecordView:
    """What ``viewer`` may read of one row of ``item`` as of ``moment``.

    ``has_next`` says that another revision followed at once when this one was closed.
    """
    return RecordView(
        id=row.uid,
        item=item,
        subject_code=row.subject_code or "",
        subject_name=row.subject_name or row.fields.get(item.subject.name, ""),
        decided_on=row.decided_on,
        public_from=row.public_from,
        public_until=row.public_until,
        severity=row.severity,
        state=_state(row, moment, has_next),
        department=row.department_name,
        department_code=row.department_code,
        submission=row.submission_id,
        row=row.row,
        revision=row.revision,
        fields=shown_values(item, row.fields, viewer, row.department_id),
        department_en=row.department_name_en,
        sector=row.department_sector,
        change=row.change,
        known_from=row.known_from,
        known_until=row.known_until,
        linked_by=row.linked_by,
        stopped_on=row.stopped_on,
        shielded_until=row.shielded_until,
        stages=tuple(row.stages),
        subject_id=row.subject_id,
        department_id=row.department_id,
    )


def says_of_subject(item: Item, fields: dict[str, str]) -> dict[str, str]:
    """What a row says about whom it concerns: ``code, name, regno, orgcode, region``."""
    names = item.subject
    sources = {
        "code": names.code,
        "name": names.name,
        "regno": names.regno,
        "orgcode": names.orgcode,
        "region": names.region,
    }
    return {key: str(fields.get(code) or "") if code else "" for key, code in sources.items()}


def _state(row: Row, moment: AsOf, has_next: bool) -> str:
    if row.known_until is not None:
        closed = state_of_closed(
            known_until=row.known_until, moment=moment.known_at, has_next=has_next
        )
        if closed:
            return closed
    return state_on(
        moment.on,
        linked=row.subject_id is not None,
        public_from=row.public_from,
        public_until=row.public_until,
        shield=(row.shielded_on, row.shielded_until),
    )
