"""Revoke a repair that rests on false papers: the entry returns, with the pack's consequences."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.repairing import consequences, restore_records
from gongxin.apps.cases.workflow import advance
from gongxin.core.dates import legal_today


@transaction.atomic
def revoke_repair(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The case in state ``revoked``; its records are public again, at least as long as the pack says,
    and until then no repair is open to the organisation.

    For the department and the credit office. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    case = advance(
        number,
        "revoke",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        detail=consequences(legal_today()),
        kind="repair",
    )
    restore_records(case)
    return case
