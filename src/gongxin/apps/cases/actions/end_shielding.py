"""End a shield: the plan is performed, or it failed."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.shielding import unshield_all
from gongxin.apps.cases.workflow import advance
from gongxin.apps.errors import Invalid
from gongxin.core.text import Text

OUTCOMES = {"completed": "complete", "lifted": "lift"}


@transaction.atomic
def end_shielding(
    *,
    officer: User,
    number: str,
    outcome: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case. What was not repaired meanwhile is shown again for what remains of its time,
    if the shield's own last day is not over: then it is shown already.

    ``outcome``: ``completed`` (name the court's ruling in ``reason``) or ``lifted``.

    Raises NotFound, NotAllowed (not the credit office), Conflict, Invalid (outcome, no reason).
    """
    if outcome not in OUTCOMES:
        raise Invalid("bad_outcome", _OUTCOME.format(outcomes=", ".join(OUTCOMES)))
    case = advance(
        number,
        OUTCOMES[outcome],
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="shielding",
    )
    unshield_all(case)
    return case


_OUTCOME = Text("结果应为以下之一：{outcomes}。", "The outcome is one of: {outcomes}.")
