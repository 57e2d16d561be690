"""Shield an organisation's records while its court-approved plan runs."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.shielding import SHIELDING
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.shielding import note_end, shield_all
from gongxin.apps.cases.workflow import advance, hold_case
from gongxin.apps.cases.working_time import require_ahead, term_of
from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@transaction.atomic
def shield_records(
    *,
    officer: User,
    number: str,
    until: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case; its records are out of public sight up to the last day of the shield, included, and
    then shown again by themselves for what remains of their time.

    The last day is ``until``, else the plan's; the rule's longest time where that is sooner. Where
    neither is known the shield has no end of its own: by the end of that longest time the credit
    office is to set one (``prolong_shielding``) or to end it.

    Raises NotFound, NotAllowed (not the credit office), Invalid (a day that is not ahead or too far;
    a plan that is over), Conflict (it has moved on).
    """
    held, today = hold_case(number), legal_today()
    longest = term_of(SHIELDING, "shield", held.opened_on)
    end = _plan_until(held) if until is None else require_ahead(until, at_most=longest)
    if end is not None and end < today:
        raise Invalid("plan_over", _OVER.format(day=end, today=today))
    latest = longest.due(today).on
    end = min(end, latest) if end else None
    case = advance(
        number,
        "shield",
        actor=Actor.of(officer),
        reason=reason,
        version=version,
        due_on=end or latest,
        kind="shielding",
    )
    note_end(case, end)
    shield_all(case, end)
    return case


def _plan_until(case: Case) -> date | None:
    day = case.about.get("plan_until")
    return date.fromisoformat(day) if day else None


_OVER = Text(
    "计划执行期限 {day} 已过（今天是 {today}）；请写明屏蔽的最后一日，或者不予屏蔽。",
    "The plan ran until {day} and today is {today}: give the last day of the shield, or refuse it.",
)
