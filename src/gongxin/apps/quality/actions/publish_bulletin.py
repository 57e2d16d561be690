"""Publish the bulletin of a month or a quarter."""

from datetime import UTC, datetime

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import is_credit_office
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.quality.bulletin import content_of
from gongxin.apps.quality.models import Bulletin
from gongxin.apps.quality.periods import read_period
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@transaction.atomic
def publish_bulletin(*, officer: User, period: str) -> Bulletin:
    """The bulletin of ``period`` (``2026-10``, ``2026-Q3``) with the figures as they are now.

    Raises:
        NotAllowed: the officer is not the credit office's.
        Invalid: no such period, one that is not over, or one without any figure.
        Conflict: it was published before; what was published does not change.
    """
    if not is_credit_office(officer):
        raise NotAllowed("not_credit_office", _NOT_OFFICE)
    asked = read_period(period)
    if asked.months[-1] >= f"{legal_today():%Y-%m}":
        raise Invalid("period_not_over", _NOT_OVER.format(period=asked.code))
    content = content_of(asked)
    if not any(denominator for _, denominator in content.overall.values()):
        raise Invalid("no_figures", _NO_FIGURES.format(period=asked.code))
    bulletin, made = Bulletin.objects.get_or_create(
        period=asked.code,
        defaults={
            "content": content.as_json(),
            "officer": officer,
            "published_at": datetime.now(UTC).replace(microsecond=0),
        },
    )
    if not made:
        raise Conflict("published_before", _BEFORE.format(period=asked.code))
    write_entry(
        officer=officer,
        department=officer.department,
        verb="publish_bulletin",
        target=f"bulletin:{asked.code}",
    )
    return bulletin


_NOT_OFFICE = Text("只有信用管理机构可以发布通报。", "Only the credit office publishes bulletins.")
_NOT_OVER = Text(
    "{period} 还没有结束，不能发布通报。", "{period} is not over; no bulletin can be published yet."
)
_NO_FIGURES = Text("{period} 没有数据，不能发布通报。", "There are no figures for {period}.")
_BEFORE = Text("{period} 的通报已经发布过。", "The bulletin of {period} was published before.")
