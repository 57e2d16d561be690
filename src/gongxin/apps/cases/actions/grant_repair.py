"""Grant repair: publicity, sharing and use of the records stop at once, everywhere."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.repairing import stop_records
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def grant_repair(
    *, officer: User, number: str, reason: str = "", version: int | None = None
) -> Case:
    """The closed case; its records are gone from every view but their department's and the credit
    office's, and whoever subscribes is told.

    Raises NotFound, NotAllowed (another department), Conflict (it has moved on since ``version``).
    """
    case = advance(
        number,
        "grant",
        actor=Actor.of(officer),
        reason=reason,
        version=version,
        kind="repair",
    )
    stop_records(case)
    return case
