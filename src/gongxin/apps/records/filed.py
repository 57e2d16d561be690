"""What became of a submission's rows, and of one record: for those who filed them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gongxin.apps.records.finding import capped_count
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.reading import Row, rows_of, view_of
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.views import ActView, FiledPage
from gongxin.apps.records.visibility import Viewer, visible
from gongxin.law.load import load_catalogue


def filed_from(submission_id: int, *, viewer: Viewer, page: int = 1, size: int = 50) -> FiledPage:
    """The records that a submission brought, in the order of its rows, each in its state today.

    Its own department and the credit office also see what was superseded, withdrawn or not
    published; others only what they may see of it.
    """
    now, page = as_of(), max(1, page)
    brought = Record.objects.filter(submission=submission_id)
    owner = brought.values_list("department_id", flat=True).first()
    if viewer.level_for(owner) != "full":
        brought = brought.filter(visible(viewer, now))
    last = brought.order_by("row", "-revision").distinct("row")
    total, capped = capped_count(brought.values("row").distinct())
    start = (page - 1) * size
    rows = list(rows_of(last[start : start + size]))
    followed = starts_of(row.uid for row in rows)
    items = load_catalogue().items
    records = [
        view_of(
            row, items[row.item], viewer, now, has_next=is_followed(row, followed.get(row.uid, ()))
        )
        for row in rows
    ]
    return FiledPage(records, total, capped, page, size)


def acts_about(uid: UUID, *, viewer: Viewer) -> list[ActView]:
    """Who decided what about a record and why, newest first; empty for who did not file it."""
    owner = Record.objects.filter(uid=uid).values_list("department_id", flat=True).first()
    if owner is None or viewer.level_for(owner) != "full":
        return []
    acts = Act.objects.filter(record_uid=uid).select_related("department", "officer", "subject")
    return [
        ActView(
            kind=act.kind,
            officer=act.officer.username if act.officer else "",
            department=act.department.name if act.department else "",
            subject_code=act.subject.code if act.subject else "",
            reason=act.reason,
            basis=act.basis,
            at=act.at,
        )
        for act in acts.order_by("-id")
    ]


def starts_of(uids: Iterable[UUID]) -> dict[UUID, set[datetime]]:
    """When each revision of these records became known; one SQL query."""
    starts: dict[UUID, set[datetime]] = {}
    known = Record.objects.filter(uid__in=set(uids)).values_list("uid", "known_from")
    for uid, known_from in known:
        starts.setdefault(uid, set()).add(known_from)
    return starts


def is_followed(row: Row, starts: Iterable[datetime]) -> bool:
    """Whether another revision began at the moment this one was closed: then it was superseded."""
    return row.known_until is not None and row.known_until in starts
