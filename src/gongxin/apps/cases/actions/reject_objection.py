"""Reject an objection, with the reasons and how to go on."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.objection import HOW_TO_GO_ON
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def reject_objection(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; the mark leaves the record, and the applicant reads how to go on.

    Raises NotFound, NotAllowed, Invalid (no reason), Conflict.
    """
    go_on = {"zh": HOW_TO_GO_ON.zh, "en": HOW_TO_GO_ON.en}
    case = advance(
        number,
        "reject",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        detail={"how_to_go_on": go_on},
        kind="objection",
    )
    concerned = case.concerned.first()
    tell(
        "objection_closed",
        subject=case.subject,
        case=case,
        record_uid=concerned.record_uid if concerned else None,
        item=concerned.item if concerned else "",
        department=case.department.code,
        ground=case.ground,
        outcome="rejected",
    )
    return case
