"""From rows of cases and events to what is read of them."""

from dataclasses import replace
from datetime import date

from gongxin.apps.accounts.models import Department
from gongxin.apps.cases.kinds.kind import State
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case, CaseEvent
from gongxin.apps.cases.permission import ROLES
from gongxin.apps.cases.reasons import reason_text
from gongxin.apps.cases.views import CaseLine, EventView
from gongxin.core.dates import legal_day, legal_today
from gongxin.core.text import Text

OTHERS = {
    "message": Text("留言", "Message"),
    "paper": Text("提交材料", "Paper added"),
}


def line_of(case: Case) -> CaseLine:
    """One line; ``number_of_records`` where the query counted them."""
    kind = KINDS[case.kind]
    counted = case.due_on is not None and case.due_certain and case.closed_at is None
    left = (case.due_on - legal_today()).days if case.due_on and counted else None
    return CaseLine(
        number=case.number,
        filing=case.filing,
        kind=kind,
        state=_state_now(case),
        version=case.version,
        subject_code=case.subject.code,
        subject_name=case.subject.name,
        department_code=case.department.code,
        department=name_of(case.department),
        ground=case.ground,
        via=case.via,
        opened_at=case.opened_at,
        opened_on=case.opened_on,
        due_on=case.due_on,
        due_certain=case.due_certain,
        answer_by=case.answer_by,
        answer_certain=case.answer_certain,
        closed_at=case.closed_at,
        overdue=left is not None and left < 0,
        days_left=left,
        records=int(getattr(case, "number_of_records", 0)),
        matter=str(case.about.get("matter") or case.about.get("title") or ""),
    )


def _state_now(case: Case) -> State:
    state, end = KINDS[case.kind].state(case.state), case.about.get("shielded_until")
    if state.lapsed is None or not end or date.fromisoformat(end) >= legal_today():
        return state
    return replace(state, title=state.lapsed)


def name_of(department: Department) -> Text:
    """A department's name in both languages, Chinese where it has no English one."""
    return Text(department.name, department.name_en or department.name)


def events_of(case: Case, *, inside: bool) -> list[EventView]:
    """The timeline, oldest first; officers' names are for readers ``inside``."""
    events = case.events.select_related("user", "department").order_by("id")
    return [_event(case, event, inside) for event in events]


def _event(case: Case, event: CaseEvent, inside: bool) -> EventView:
    step = KINDS[case.kind].step(event.verb, event.source)
    done_on = legal_day(event.at)
    return EventView(
        verb=event.verb,
        title=step.title if step else OTHERS.get(event.verb, Text(event.verb, event.verb)),
        source=event.source,
        target=event.target,
        role=event.role,
        who=_who(event, inside),
        reason=reason_text(step, event.text, event.reason_code),
        reason_code=event.reason_code,
        detail=dict(event.detail),
        due_on=event.due_on,
        due_certain=event.due_certain,
        late=event.due_on is not None and event.due_certain and done_on > event.due_on,
        days=event.days,
        at=event.at,
    )


def _who(event: CaseEvent, inside: bool) -> Text:
    if event.department is None:
        return next((text for role, text in ROLES.items() if role == event.role), Text("", ""))
    name = name_of(event.department)
    person = f" {event.user.username}" if inside and event.user else ""
    return Text(name.zh + person, name.en + person)
