"""Withdraw what one has asked for."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.declarations import note_last_day
from gongxin.apps.cases.kinds.declaration import DECLARATION
from gongxin.apps.cases.kinds.objection import OBJECTION
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def withdraw_case(*, user: User, number: str, reason: str = "", version: int | None = None) -> Case:
    """The closed case. For the organisation, or the window that filed it on its behalf.

    Raises NotFound, NotAllowed, Conflict (it is decided already).
    """
    case = advance(number, "withdraw", actor=Actor.of(user), reason=reason, version=version)
    for one in case.concerned.all() if case.kind == OBJECTION.id else ():
        tell(
            "objection_closed",
            subject=case.subject,
            case=case,
            record_uid=one.record_uid,
            item=one.item,
            department=case.department.code,
            ground=case.ground,
            outcome="withdrawn",
        )
    if case.kind == DECLARATION.id:
        note_last_day(case.subject)
    return case
