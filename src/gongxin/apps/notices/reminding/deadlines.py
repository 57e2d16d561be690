"""Reminders of the deadlines of open cases: before they end, and once they are over.

The department that must act is reminded of every case; the organisation of those in which the day
is its own: letters to sign, commitments to perform, things to put right.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case
from gongxin.apps.notices.reminding.reminder import Reminder
from gongxin.core.text import Text

SOON = timedelta(days=2)
OWN_SOON = timedelta(days=7)
OWN = ("commitment", "rectification")  # kinds whose day binds the organisation as well
ITS_TURN = {"requested", "performing", "extended", "ordered"}  # states in which it must act


def deadlines_ending(today: date) -> Iterator[Reminder]:
    """Reminders of open cases due within days, or overdue; deadlines that are not certain wait."""
    near = Case.objects.filter(closed_at=None, due_certain=True, due_on__lte=today + OWN_SOON)
    for case in near.select_related("subject", "department").order_by("due_on", "id"):
        due = case.due_on
        if due is None:
            continue
        if due <= today + SOON:
            yield _reminder(case, due, today, to_subject=False)
        if case.kind in OWN and case.state in ITS_TURN:
            yield _reminder(case, due, today, to_subject=True)


def _reminder(case: Case, due: date, today: date, *, to_subject: bool) -> Reminder:
    over = due < today
    kind = KINDS[case.kind]
    state = kind.state(case.state).title
    text = _OVER if over else _ENDS
    said = {"number": case.number, "subject": case.subject.name, "day": due}
    side = "subject" if to_subject else "department"
    return Reminder(
        key=f"deadline:{case.number}:{case.state}:{due}:{side}{':over' if over else ''}",
        kind="commitment" if case.kind == "commitment" else "deadline",
        text=Text(
            text.zh.format(kind=kind.title.zh, state=state.zh, **said),
            text.en.format(kind=kind.title.en, state=state.en, **said),
        ),
        link=f"/office/cases/{case.number}/",
        due_on=due,
        subject=case.subject if to_subject else None,
        department=None if to_subject else case.department,
    )


_ENDS = Text(
    "{kind} {number}（{subject}）现为“{state}”，期限 {day} 将到。",
    "{kind} {number} ({subject}) stands at “{state}”; it is due on {day}.",
)
_OVER = Text(
    "{kind} {number}（{subject}）现为“{state}”，期限 {day} 已过。",
    "{kind} {number} ({subject}) stands at “{state}”; it was due on {day}.",
)
