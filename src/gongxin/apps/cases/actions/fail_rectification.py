"""Find that it was not put right in time."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def fail_rectification(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case: the end of the first stage; a listing needs its own notice and hearing.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    return advance(
        number,
        "fail",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="rectification",
    )
