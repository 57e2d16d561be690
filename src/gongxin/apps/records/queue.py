"""The linking queue: records whose organisation is in doubt, and those that were sent back."""

from django.db.models import Exists, OuterRef, Q

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import is_credit_office
from gongxin.apps.records.candidates import queue_entries
from gongxin.apps.records.finding import capped_count
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.reading import rows_of, views_of
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.views import QueuePage, ReturnedPage, ReturnedRecord
from gongxin.apps.records.visibility import viewer_for


def unlinked_for(user: User, *, page: int = 1, size: int = 20) -> QueuePage:
    """The waiting records that ``user`` may link, oldest first, with candidates for each.

    The credit office sees all departments' records, a clerk those of the own department.
    """
    page = max(1, page)
    waiting = Record.objects.filter(_own(user), subject=None, known_until=None)
    total, capped = capped_count(waiting)
    start = (page - 1) * size
    rows = list(rows_of(waiting.order_by("department_id", "id")[start : start + size]))
    entries = queue_entries(rows, viewer_for(user), as_of())
    return QueuePage(entries, total, capped, page, size)


def returned_for(user: User, *, page: int = 1, size: int = 20) -> ReturnedPage:
    """The records that were sent back to the user's department and not filed again since."""
    page = max(1, page)
    now, viewer = as_of(), viewer_for(user)
    later = Record.objects.filter(uid=OuterRef("uid"), revision__gt=OuterRef("revision"))
    sent_back = Act.objects.filter(kind=Act.Kind.SENT_BACK, record_uid=OuterRef("uid"))
    closed = Record.objects.filter(_own(user), Exists(sent_back), ~Exists(later), subject=None)
    closed = closed.filter(known_until__isnull=False)
    total, capped = capped_count(closed)
    start = (page - 1) * size
    rows = list(rows_of(closed.order_by("-known_until", "-id")[start : start + size]))
    acts = Act.objects.filter(kind=Act.Kind.SENT_BACK, record_uid__in=[row.uid for row in rows])
    why = {act.record_uid: act for act in acts.order_by("id")}
    returned = [
        ReturnedRecord(view, why[view.id].reason, why[view.id].at)
        for view in views_of(rows, viewer, now)
    ]
    return ReturnedPage(returned, total, capped, page, size)


def _own(user: User) -> Q:
    return Q() if is_credit_office(user) else Q(department=user.department_id or 0)
