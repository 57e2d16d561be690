"""Extend the time for deciding a case, once, with the reason."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.commitments import hand_in
from gongxin.apps.cases.kinds.commitment import COMMITMENT
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def extend_case(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case with its later deadline; a second extension is a Conflict.

    Raises NotFound, NotAllowed, Invalid (no reason), Conflict.
    """
    case = advance(
        number,
        "extend",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
    )
    if case.kind == COMMITMENT.id and case.due_on is not None:
        case.about = {**case.about, "due_on": case.due_on.isoformat()}
        case.save(update_fields=["about"])
        hand_in(case)  # the file says by when it is to be performed
    return case
