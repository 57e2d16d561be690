"""Prolong a shield because the court prolonged the plan."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.shielding import SHIELDING
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.cases.working_time import term_of
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
    """The case, shielded until ``due_on``, counted from today at most for the rule's longest time.

    Raises NotFound, NotAllowed, Conflict, Invalid (no reason, a day that is not ahead or too far).
    """
    today = legal_today()
    if due_on <= today:
        raise Invalid("due_in_past", _PAST.format(day=due_on, today=today))
    last = term_of(SHIELDING, "shield", today).due(today).on
    if due_on > last:
        raise Invalid("due_too_far", _TOO_FAR.format(day=due_on, last=last))
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


_TOO_FAR = Text(
    "屏蔽期限 {day} 过长，最迟可到 {last}。",
    "The day {day} is too far ahead; {last} is the last possible.",
)
_PAST = Text(
    "屏蔽期限 {day} 应晚于今天（{today}）。", "The day {day} must be after today ({today})."
)
