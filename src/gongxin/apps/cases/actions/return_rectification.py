"""Send a report back: it is not put right yet, and a new day is set."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.cases.working_time import require_ahead


@transaction.atomic
def return_rectification(
    *,
    officer: User,
    number: str,
    due_on: date,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case, again to be put right, by ``due_on``.

    Raises NotFound, NotAllowed, Conflict, Invalid (no reason, a day that is not ahead).
    """
    require_ahead(due_on)
    return advance(
        number,
        "return",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        due_on=due_on,
        kind="rectification",
    )
