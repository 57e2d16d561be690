"""Take back the request for a commitment."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def cancel_commitment(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; there is nothing left to sign.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    return advance(
        number,
        "cancel",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="commitment",
    )
