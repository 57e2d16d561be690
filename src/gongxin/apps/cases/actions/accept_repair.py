"""Accept an application for repair, so that it will be decided."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance


@transaction.atomic
def accept_repair(*, officer: User, number: str, version: int | None = None) -> Case:
    """The case, which the department must now decide within the rule's term.

    Raises NotFound, NotAllowed (another department), Conflict (it has moved on since ``version``).
    """
    return advance(number, "accept", actor=Actor.of(officer), version=version, kind="repair")
