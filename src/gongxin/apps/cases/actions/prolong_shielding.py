"""Prolong a shield because the court prolonged the plan."""

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
def prolong_shielding(
    *,
    officer: User,
    number: str,
    due_on: date,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case, shielded until ``due_on``.

    Raises NotFound, NotAllowed, Conflict, Invalid (no reason, a day that is not ahead).
    """
    if due_on <= legal_today():
        raise Invalid("due_in_past", _PAST.format(day=due_on, today=legal_today()))
    return advance(
        number,
        "prolong",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        due_on=due_on,
        kind="shielding",
    )


_PAST = Text(
    "屏蔽期限 {day} 应晚于今天（{today}）。", "The day {day} must be after today ({today})."
)
