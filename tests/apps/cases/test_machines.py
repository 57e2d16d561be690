"""Every kind of case walked at random: no forbidden step, no lost deadline, always a way out."""

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.kinds.kind import Kind, Role
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import Opening, advance, open_case
from gongxin.apps.cases.working_time import due_after, term_of
from gongxin.apps.errors import Conflict, NotAllowed
from gongxin.apps.records.models import Act, RecordMark
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.workdays import Deadline, known_until

ROLES: tuple[Role, ...] = ("applicant", "window", "department", "office", "upstream")
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@kinds
def test_every_state_can_be_reached_and_left(kind: Kind) -> None:
    reached, waiting = set(), [""]
    while waiting:
        source = waiting.pop()
        targets = {step.target for step in kind.steps_from(source)} - reached
        reached |= targets
        waiting += targets
    assert reached == {state.id for state in kind.states}
    for state in kind.states:
        if not state.final:
            assert final_after(kind, state.id), f"{kind.id}: no way out of {state.id}"


def final_after(kind: Kind, source: str) -> bool:
    """Whether a final state can be reached without the upper platform's doing."""
    seen, waiting = set(), [source]
    while waiting:
        state = waiting.pop()
        seen.add(state)
        if kind.state(state).final:
            return True
        steps = [s for s in kind.steps_from(state) if set(s.who) - {"upstream"}]
        waiting += [step.target for step in steps if step.target not in seen]
    return False


@kinds
def test_terms_acts_and_reasons_of_every_step_are_there(kind: Kind) -> None:
    acts = {choice.value for choice in Act.Kind}
    known = {state.id for state in kind.states}
    for step in kind.steps:
        assert set(step.sources) - {""} <= known
        assert step.target in known
        assert step.act in acts, f"{kind.id} {step.verb}: no such act {step.act}"
        assert step.who
        if step.due in ("start", "extend"):
            assert term_of(kind, step.term, legal_today()).number > 0
        if not kind.state(step.target).final:
            assert step.due != "none", f"{kind.id} {step.verb} would lose the deadline"
            assert step.due != "keep" or "" not in step.sources
    if kind.overall:
        assert term_of(kind, kind.overall, legal_today()).number > 0


@kinds
@given(data=st.data(), opened=st.dates(date(2026, 4, 1), date(2031, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_a_deadline_is_never_lost_and_never_guessed(
    kind: Kind, data: st.DataObject, opened: date
) -> None:
    """On paper, over many days: what is open always has a deadline that is not before its start."""
    state, today, due = "", opened, None
    for _ in range(8):
        steps = kind.steps_from(state)
        if not steps:
            break
        step = data.draw(st.sampled_from(steps))
        before = due
        due = due_after(
            kind, step, opened_on=opened, today=today, present=due, given=today + timedelta(days=30)
        )
        state = step.target
        if kind.state(state).final:
            assert due is None
        else:
            assert due is not None
            assert due.on >= today or due == before
            if step.due in ("start", "extend") and step.term and due.on > known_until:
                unit = term_of(kind, step.term, opened).unit
                assert not due.certain or unit != "working_days"
            if step.due == "extend" and before is not None:
                assert due.on > before.on
        today += timedelta(days=data.draw(st.integers(0, 20)))


def test_a_deadline_past_the_known_calendar_is_not_before() -> None:
    kind = KINDS["repair"]
    step = kind.step("file", "")
    assert step is not None
    late = due_after(kind, step, opened_on=known_until, today=known_until, present=None, given=None)
    assert late == Deadline(known_until + timedelta(days=3), certain=False)


@kinds
@given(data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_walk_in_the_database_keeps_to_the_machine(
    kind: Kind, data: st.DataObject, subject: Subject, department: Department, clerk: User
) -> None:
    """Any verb by any role: either the machine has it and everything is left behind, or nothing is."""
    case = opened_by_someone(kind, data, subject, department, clerk)
    for _ in range(data.draw(st.integers(1, 6))):
        verb = data.draw(st.sampled_from(kind.verbs()))
        role = data.draw(st.sampled_from(ROLES))
        step = kind.step(verb, case.state)
        before = (case.state, case.version, case.events.count(), Act.objects.count())
        allowed = step is not None and role in step.who
        refused: type[Exception] | None = None
        try:
            case = advance(
                case.number,
                verb,
                actor=Actor(clerk, department, role),
                reason="核实",
                due_on=legal_today(),
            )
        except (Conflict, NotAllowed) as error:
            refused = type(error)
        if refused is not None:
            assert refused is (Conflict if step is None else NotAllowed)
            assert not allowed
            case.refresh_from_db()
            now = (case.state, case.version, case.events.count(), Act.objects.count())
            assert before == now
            continue
        assert allowed
        assert step is not None
        check_left_behind(kind, case, step.target, before)


def opened_by_someone(
    kind: Kind, data: st.DataObject, subject: Subject, department: Department, clerk: User
) -> Case:
    step = data.draw(st.sampled_from(kind.steps_from("")))
    role = data.draw(st.sampled_from(step.who))
    return open_case(
        kind.id,
        Opening(subject=subject, department=department, ground=next(iter(kind.grounds), "")),
        actor=Actor(clerk, department, role),
        verb=step.verb,
        reason="申请",
        due_on=legal_today(),
    )


def check_left_behind(
    kind: Kind, case: Case, target: str, before: tuple[str, int, int, int]
) -> None:
    state = kind.state(target)
    assert case.state == target
    assert case.version == before[1] + 1
    assert case.events.count() == before[2] + 1
    assert Act.objects.count() == before[3] + 1
    assert (case.due_on is None) == state.final
    assert (case.closed_at is not None) == state.final
    assert not RecordMark.objects.filter(case=case).exists()  # it concerns no record
