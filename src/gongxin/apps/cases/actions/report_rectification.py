"""Report what was done to put it right."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def report_rectification(
    *,
    user: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case, which the department must now verify within the rule's term.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    return advance(
        number,
        "report",
        actor=Actor.of(user),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="rectification",
    )
