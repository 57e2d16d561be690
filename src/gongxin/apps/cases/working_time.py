"""Deadlines of cases: which term holds for a case, the days that people may set, and the working
days a step took.
"""

from datetime import date

from gongxin.apps.cases.kinds.kind import Kind, Step
from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.core.workdays import Deadline, working_days_after
from gongxin.law.cases import Term, load_case_rules


def term_of(kind: Kind, name: str, opened_on: date) -> Term:
    """The term ``name`` as it holds for a case of ``kind`` opened on this day."""
    return load_case_rules()[kind.rules].term(name, opened_on)


def due_after(
    kind: Kind,
    step: Step,
    *,
    opened_on: date,
    today: date,
    present: Deadline | None,
    given: date | None,
) -> Deadline | None:
    """The deadline that holds after ``step``; None when nothing is due any more.

    ``present`` is the deadline that held before. An extension runs from it, and from today where it
    has passed already.
    """
    if step.due == "none" or kind.state(step.target).final:
        return None
    if step.due == "given":
        if given is None:
            raise ValueError(f"step {step.verb!r} of {kind.id} cases needs a day")
        return Deadline(given, certain=True)
    if step.due == "start":
        return term_of(kind, step.term, opened_on).due(today)
    if step.due == "extend":
        before = present or Deadline(today, certain=True)
        later = term_of(kind, step.term, opened_on).due(max(before.on, today))
        return Deadline(later.on, later.certain and before.certain)
    return present


def require_ahead(day: date, *, at_most: Term | None = None) -> date:
    """The day that someone set; Invalid unless it is after today and within ``at_most`` from today."""
    today = legal_today()
    if day <= today:
        raise Invalid("due_in_past", _PAST.format(day=day, today=today))
    if at_most is not None and day > (last := at_most.due(today).on):
        raise Invalid("due_too_far", _TOO_FAR.format(day=day, last=last))
    return day


def days_between(start: date, end: date) -> int:
    """The working days after ``start`` up to ``end``; the statistics' unit."""
    return working_days_after(start, end).days


_PAST = Text("期限 {day} 应晚于今天（{today}）。", "The day {day} must be after today ({today}).")
_TOO_FAR = Text(
    "期限 {day} 过长，最迟可到 {last}。",
    "The day {day} is too far ahead; {last} is the last possible.",
)
