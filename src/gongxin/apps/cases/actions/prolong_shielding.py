"""Set another last day of a shield: the court prolonged the plan, or its end is known now."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.shielding import SHIELDING
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.shielding import note_end, prolong_all
from gongxin.apps.cases.workflow import advance
from gongxin.apps.cases.working_time import require_ahead, term_of
from gongxin.core.dates import legal_today


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
    """The case, its records shielded until ``due_on``, again where the shield was over; counted from
    today at most for the rule's longest time.

    Raises NotFound, NotAllowed, Conflict, Invalid (no reason, a day that is not ahead or too far).
    """
    require_ahead(due_on, at_most=term_of(SHIELDING, "shield", legal_today()))
    case = advance(
        number,
        "prolong",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        due_on=due_on,
        kind="shielding",
    )
    note_end(case, due_on)
    prolong_all(case, due_on)
    return case
