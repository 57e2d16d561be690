"""Find whether a commitment was kept, kept in part or broken."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.commitments import hand_in
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.errors import Invalid
from gongxin.core.text import Text

OUTCOMES = {"kept": "keep", "kept_in_part": "keep_in_part", "broken": "break"}


@transaction.atomic
def judge_commitment(
    *,
    officer: User,
    number: str,
    outcome: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; the result goes into the file. ``outcome``: kept, kept_in_part or broken.

    A broken commitment leads to what its letter says (kept with the case) and to nothing else.

    Raises NotFound, NotAllowed (another department), Conflict, Invalid (outcome, no reason).
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
        kind="commitment",
    )
    hand_in(case)
    tell(
        f"commitment_{outcome}",
        subject=case.subject,
        case=case,
        item="commitment",
        department=case.department.code,
        letter=case.ground,
    )
    return case


_OUTCOME = Text("核实结果应为以下之一：{outcomes}。", "The outcome is one of: {outcomes}.")
