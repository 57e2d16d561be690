"""Remind an organisation of what it has to put right."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def remind_rectification(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The open case as it stood; the organisation has a notice, and the timeline the reminder.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    return advance(
        number,
        "remind",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="rectification",
    )
