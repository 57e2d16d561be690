"""Entries in a case's timeline that are no steps: messages and papers."""

from datetime import UTC, datetime

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import department_of
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.cases.models import Case, CaseEvent
from gongxin.apps.cases.permission import roles_in
from gongxin.apps.cases.workflow import NO_CASE, hold_case
from gongxin.apps.errors import NotFound


def hold_readable(number: str, user: User) -> tuple[Case, str]:
    """The locked case and the role in which ``user`` meets it; NotFound for who has none."""
    case = hold_case(number)
    roles = roles_in(user, case)
    role = next((r for r in ("applicant", "window", "department", "office") if r in roles), "")
    if not role:
        raise NotFound("no_case", NO_CASE.format(number=number))
    return case, role


def note(
    case: Case, verb: str, *, user: User, role: str, text: str, detail: dict[str, object]
) -> CaseEvent:
    """The timeline entry with its audit entry; the case's state and version stay."""
    event = CaseEvent.objects.create(
        case=case,
        version=case.version,
        verb=verb,
        source=case.state,
        target=case.state,
        role=role,
        user=user,
        department=department_of(user),
        text=text,
        detail=detail,
        at=datetime.now(UTC),
    )
    write_entry(
        officer=user,
        department=department_of(user),
        verb=f"case_{verb}",
        target=f"case:{case.number}",
        detail={"event": event.pk},
    )
    return event
