"""Leave a commitment letter unsigned."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def decline_commitment(
    *,
    user: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; nothing follows from not signing but that the ordinary procedure applies.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    return advance(
        number,
        "decline",
        actor=Actor.of(user),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="commitment",
    )
