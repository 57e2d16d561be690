"""Note that someone has read notices."""

from collections.abc import Collection

from gongxin.apps.accounts.models import User
from gongxin.apps.notices.models import NoticeReading
from gongxin.apps.notices.queries import addressed_to


def read_notices(*, user: User, notices: Collection[int] | None = None) -> int:
    """Marks the notices with these ids as read by ``user``, or all; returns how many are new.

    Ids of notices that are not addressed to the user change nothing and are not told apart from
    ids that do not exist. Reading is no decision, so there is no audit entry.
    """
    unread = addressed_to(user).exclude(readings__user=user)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    readings = [
        NoticeReading(notice_id=pk, user=user) for pk in unread.values_list("pk", flat=True)
    ]
    return len(NoticeReading.objects.bulk_create(readings, ignore_conflicts=True))
