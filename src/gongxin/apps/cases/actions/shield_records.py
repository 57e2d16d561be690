"""Shield an organisation's records while its court-approved plan runs."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.shielding import SHIELDING
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.shielding import shield_all
from gongxin.apps.cases.workflow import advance, hold_case
from gongxin.apps.cases.working_time import term_of
from gongxin.core.dates import legal_today


@transaction.atomic
def shield_records(
    *, officer: User, number: str, reason: str = "", version: int | None = None
) -> Case:
    """The case; its records are out of public sight until the credit office ends the shield.

    That is due by the plan's end, or by the end of the rule's longest time where that is sooner.

    Raises NotFound, NotAllowed (not the credit office), Conflict (it has moved on).
    """
    held, today = hold_case(number), legal_today()
    until = today
    if held.kind == SHIELDING.id:
        longest = term_of(SHIELDING, "shield", held.opened_on).due(today).on
        until = min(longest, max(today, date.fromisoformat(held.about["plan_until"])))
    case = advance(
        number,
        "shield",
        actor=Actor.of(officer),
        reason=reason,
        version=version,
        due_on=until,
        kind="shielding",
    )
    shield_all(case)
    return case
