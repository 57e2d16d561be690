"""Reading records: the credit file, one record and its history, lists, and what is new.

Each function asks :mod:`gongxin.apps.records.visibility` what the reader may see and answers with
the plain values of :mod:`gongxin.apps.records.views`. The linking queue is in
:mod:`gongxin.apps.records.queue`.
"""

from uuid import UUID

from gongxin.apps.errors import NotFound
from gongxin.apps.records.aggregates import aggregates_about
from gongxin.apps.records.filed import acts_about, filed_from, is_followed
from gongxin.apps.records.finding import CAP, capped_count, matching
from gongxin.apps.records.gone import with_gone
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queue import returned_for, unlinked_for
from gongxin.apps.records.reading import Row, rows_of, view_of, views_of
from gongxin.apps.records.remedies import remedies
from gongxin.apps.records.states import state_text
from gongxin.apps.records.subject_rows import rows_about
from gongxin.apps.records.timeline import AsOf, as_of
from gongxin.apps.records.views import CreditFile, RecordFilters, RecordPage, RecordView
from gongxin.apps.records.visibility import PUBLIC, Viewer, shown_items, visible
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue

__all__ = [
    "CAP",
    "AsOf",
    "CreditFile",
    "RecordFilters",
    "RecordPage",
    "RecordView",
    "acts_about",
    "as_of",
    "credit_file",
    "filed_from",
    "history",
    "latest",
    "list_records",
    "record_by_uid",
    "remedies",
    "returned_for",
    "state_text",
    "unlinked_for",
]

REGISTER = "registration"


def credit_file(
    subject: Subject, *, viewer: Viewer = PUBLIC, as_of: AsOf, per_item: int | None = None
) -> CreditFile:
    """Everything ``viewer`` may see about ``subject`` as of a moment, its records in one SQL query.

    Records are in catalogue order, newest decision first; ``per_item`` keeps only the newest few
    of each item (the counts stay true).
    """
    rows = rows_about(subject.pk, viewer, as_of, per_item=per_item)
    order = {item_id: n for n, item_id in enumerate(load_catalogue().items)}
    rows.sort(key=lambda row: (order[row.item], -row.decided_on.toordinal(), -row.id))
    counts: dict[str, int] = {}
    kept: list[Row] = []
    for row in rows:
        number = counts.get(row.item, 0) + 1
        counts[row.item] = row.of_item or number
        if row.of_item or per_item is None or number <= per_item:
            kept.append(row)
    records = with_gone(views_of(kept, viewer, as_of), viewer, as_of)
    register = next((r for r in records if r.item.id == REGISTER), None)
    figures = aggregates_about(subject, viewer, as_of)
    return CreditFile(subject, as_of, viewer.level, counts, records, register, figures)


def record_by_uid(uid: UUID, *, viewer: Viewer = PUBLIC, as_of: AsOf) -> RecordView | None:
    """The revision of a record that held at the moment; None when the reader may see none.

    A full reader also gets a record that was withdrawn by then, in the state ``withdrawn``.
    """
    current = Record.objects.filter(visible(viewer, as_of), uid=uid)
    row = next(rows_of(current), None)
    if row is None and viewer.level == "full":
        known = Record.objects.filter(uid=uid, known_from__lte=as_of.known_at)
        row = next(rows_of(known.order_by("-revision")[:1]), None)
        if row is not None and viewer.level_for(row.department_id) != "full":
            return None
    return None if row is None else with_gone(views_of([row], viewer, as_of), viewer, as_of)[0]


def history(uid: UUID, *, viewer: Viewer = PUBLIC) -> list[RecordView]:
    """All revisions of a record that the reader may see, newest first; empty when none.

    The public sees earlier revisions only while the record is public today, and only those that
    were about the same organisation. Where an objection was upheld it reads what was corrected, not
    what was said before (``withheld``).
    """
    now = as_of()
    rows = list(rows_of(Record.objects.filter(uid=uid).order_by("-revision")))
    if not rows:
        return []
    if viewer.level_for(rows[0].department_id) != "full":
        shown = Record.objects.filter(visible(viewer, now), uid=uid)
        current = next(rows_of(shown), None)
        if current is None:
            return []
        rows = [r for r in rows if r.subject_id == current.subject_id and r.public_from]
    starts = {row.known_from for row in rows}
    item = load_catalogue().item(rows[0].item)
    found = [view_of(row, item, viewer, now, has_next=is_followed(row, starts)) for row in rows]
    if viewer.level_for(rows[0].department_id) == "full" or not _found_wrong(uid):
        return found
    return [found[0], *(one.without_former(found[0]) for one in found[1:])]


def _found_wrong(uid: UUID) -> bool:
    return Act.objects.filter(record_uid=uid, kind=Act.Kind.OBJECTION_UPHELD).exists()


def list_records(
    item_id: str,
    *,
    viewer: Viewer = PUBLIC,
    as_of: AsOf,
    filters: RecordFilters | None = None,
    page: int = 1,
    size: int = 20,
) -> RecordPage:
    """One page of an item's records, newest decision first; :class:`NotFound` for no such item.

    Only the first 10,000 can be turned to: narrow the list to see others.
    """
    item = load_catalogue().items.get(item_id)
    if item is None or item_id not in shown_items(viewer):
        raise NotFound("no_item", _NO_ITEM.format(item=item_id))
    filters = filters or RecordFilters()
    page = max(1, page)
    chosen = Record.objects.filter(visible(viewer, as_of), item=item_id)
    chosen = matching(chosen, item, filters)
    total, capped = capped_count(chosen)
    start = (page - 1) * size
    wanted = chosen.order_by("-decided_on", "-id")[start : min(start + size, CAP)]
    records = views_of(rows_of(wanted), viewer, as_of) if start < total else []
    return RecordPage(item, filters, records, total, capped, page, size)


def latest(*, viewer: Viewer = PUBLIC, n: int = 10) -> list[RecordView]:
    """The ``n`` records with the newest decisions among all items the reader may see."""
    now = as_of()
    newest = [
        Record.objects.filter(visible(viewer, now), item=item_id)
        .order_by("-decided_on", "-id")
        .values_list("id")[:n]
        for item_id in shown_items(viewer)
        if item_id != REGISTER
    ]
    if not newest:
        return []
    ids = newest[0].union(*newest[1:], all=True) if len(newest) > 1 else newest[0]
    rows = rows_of(Record.objects.filter(id__in=[pk for (pk,) in ids]))
    newest_first = sorted(rows, key=lambda row: (row.decided_on, row.id), reverse=True)
    return views_of(newest_first[:n], viewer, now)


_NO_ITEM = Text(
    "目录中没有名为“{item}”且可以查看的事项；可查看的事项见目录页面。",
    "There is no catalogue item “{item}” that you may see; the catalogue page lists them.",
)
