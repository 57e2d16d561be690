"""Deadlines of cases: which term holds for a case, and the working days a step took."""

from datetime import date

from gongxin.apps.cases.kinds.kind import Kind, Step
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


def days_between(start: date, end: date) -> int:
    """The working days after ``start`` up to ``end``; the statistics' unit."""
    return working_days_after(start, end).days
