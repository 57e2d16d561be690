"""Remove a self-declaration from view."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.declarations import note_last_day
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def remove_declaration(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; what was declared is shown nowhere any more.

    Raises NotFound, NotAllowed, Conflict (it has moved on since ``version``), Invalid (no reason).
    """
    case = advance(
        number,
        "remove",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="declaration",
    )
    note_last_day(case.subject)
    return case
