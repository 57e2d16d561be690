"""Send a report back: it is not put right yet, and a new day is set."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


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
    if due_on <= legal_today():
        raise Invalid("due_in_past", _PAST.format(day=due_on, today=legal_today()))
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


_PAST = Text(
    "整改期限 {day} 应晚于今天（{today}）。", "The day {day} must be after today ({today})."
)
