"""Walking a case from state to state: the one way in which a case ever changes.

:func:`open_case` and :func:`advance` are called by actions, inside their transaction. Each step
locks the case, checks who, from where and why, moves the deadline, and leaves an event, an act about
every record concerned (or the subject), an audit entry and a notice. Two officers who decide at once
are let in one after the other: the second gets a Conflict that names the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from gongxin.apps.accounts.models import Department
from gongxin.apps.cases.kinds.kind import Kind, Step
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case, CaseEvent, CaseRecord
from gongxin.apps.cases.numbers import new_filing
from gongxin.apps.cases.permission import Actor, role_for
from gongxin.apps.cases.reasons import full_reason, given_for
from gongxin.apps.cases.traces import leave_traces
from gongxin.apps.cases.working_time import days_between, due_after, term_of
from gongxin.apps.errors import Conflict, NotFound
from gongxin.apps.records.marks import set_marks
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import instant, legal_day, legal_today
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text
from gongxin.core.workdays import Deadline


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case is opened with; ``place`` numbers the cases of one ``filing``, from 1."""

    subject: Subject
    department: Department
    records: Sequence[Record] = ()
    via: str = "organisation"
    ground: str = ""
    statement: str = ""
    filing: str = ""
    place: int = 1
    about: Mapping[str, object] = field(default_factory=dict)
    parent: Case | None = None


def open_case(
    kind_id: str,
    opening: Opening,
    *,
    actor: Actor,
    verb: str = "file",
    reason: str = "",
    reason_code: str = "",
    due_on: date | None = None,
) -> Case:
    """A new case of the kind, opened by its step ``verb``. ``actor.role`` must be given.

    Raises NotAllowed when that role may not open such a case, Invalid without a needed reason.
    """
    kind, now = KINDS[kind_id], datetime.now(UTC)
    today = legal_day(now)
    step = _step(kind, verb, "")
    statement = redact_id_numbers(opening.statement.strip())[0]
    case = Case(
        kind=kind.id,
        state="",
        version=0,
        filing=opening.filing or new_filing(kind.prefix, today),
        subject=opening.subject,
        department=opening.department,
        ground=opening.ground,
        statement=statement,
        about=dict(opening.about),
        parent=opening.parent,
        via=opening.via,
        opened_by=actor.user,
        opened_at=now,
        opened_on=today,
    )
    case.number = f"{case.filing}-{opening.place}"
    role_for(actor, case, step.who)
    _promise(case, kind, today)
    _move(case, kind, step, now, due_on)
    case.save()
    CaseRecord.objects.bulk_create(
        CaseRecord(case=case, record_uid=one.uid, item=one.item, revision=one.revision)
        for one in opening.records
    )
    reason_text, code = given_for(step, reason or statement, reason_code)
    _trace(case, kind, step, "", actor, (reason_text, code), {}, (None, None), now)
    return case


def hold_case(number: str) -> Case:
    """The case with this number, locked until the transaction ends; NotFound when there is none."""
    found = Case.objects.select_for_update(of=("self",)).filter(number=number).first()
    if found is None:
        raise NotFound("no_case", NO_CASE.format(number=number))
    return found


def advance(
    number: str,
    verb: str,
    *,
    actor: Actor,
    reason: str = "",
    reason_code: str = "",
    version: int | None = None,
    due_on: date | None = None,
    detail: Mapping[str, object] | None = None,
    kind: str | None = None,
) -> Case:
    """The case after the step ``verb``; still locked until the transaction ends.

    ``version`` is the one that was looked at. ``kind`` guards an action against a case of another
    kind. Raises NotFound, Conflict (the case has moved on: who, when, to what), NotAllowed, Invalid
    (no reason).
    """
    case = hold_case(number)
    rules = KINDS[case.kind]
    step = rules.step(verb, case.state) if kind in (None, case.kind) else None
    who = role_for(actor, case, step.who) if step else None
    if step is None or (version is not None and version != case.version):
        raise Conflict("case_moved", moved_text(case, verb))
    given = given_for(step, reason, reason_code)
    now, source, before = datetime.now(UTC), case.state, _present(case)
    since = case.events.exclude(target=case.state, source=case.state).order_by("-id").first()
    days = days_between(legal_day(since.at), legal_day(now)) if since else 0
    _move(case, rules, step, now, due_on)
    case.save()
    acting = Actor(actor.user, actor.department, who)
    _trace(case, rules, step, source, acting, given, dict(detail or {}), (before, days), now)
    return case


def moved_text(case: Case, verb: str) -> Text:
    """Why ``verb`` is no longer possible: who did what when, and how the case stands now."""
    kind = KINDS[case.kind]
    last = case.events.select_related("department", "user").order_by("-id").first()
    state = kind.state(case.state).title
    done = next((s.title for s in kind.steps if last and s.verb == last.verb), state)
    who = _who(last)
    at = instant(last.at) if last else ""
    return Text(
        _MOVED.zh.format(number=case.number, who=who.zh, at=at, done=done.zh, state=state.zh),
        _MOVED.en.format(number=case.number, who=who.en, at=at, done=done.en, state=state.en),
    )


def _who(event: CaseEvent | None) -> Text:
    if event is None:
        return Text("", "")
    if event.department is None:
        return Text("申请人", "the applicant")
    person = f" {event.user.username}" if event.user else ""
    department = event.department
    return Text(department.name + person, (department.name_en or department.name) + person)


def _step(kind: Kind, verb: str, source: str) -> Step:
    step = kind.step(verb, source)
    if step is None:
        raise KeyError(f"{kind.id} cases cannot be opened by {verb!r}")
    return step


def _promise(case: Case, kind: Kind, today: date) -> None:
    """The day by which the applicant has an answer, where the kind knows one."""
    if kind.overall:
        answer = term_of(kind, kind.overall, case.opened_on).due(today)
        case.answer_by, case.answer_certain = answer.on, answer.certain


def _move(case: Case, kind: Kind, step: Step, now: datetime, given: date | None) -> None:
    """The fields of the case after the step; a case taken up again has a new day for its answer."""
    if case.closed_at is not None and not kind.state(step.target).final:
        _promise(case, kind, legal_day(now))
    due = due_after(
        kind,
        step,
        opened_on=case.opened_on,
        today=legal_today(),
        present=_present(case),
        given=given,
    )
    case.state = step.target
    case.version += 1
    case.due_on, case.due_certain = (due.on, due.certain) if due else (None, True)
    case.closed_at = now if kind.state(step.target).final else None
    if step.due == "extend" and due and case.answer_by is not None and due.on > case.answer_by:
        case.answer_by, case.answer_certain = due.on, due.certain


def _present(case: Case) -> Deadline | None:
    return Deadline(case.due_on, case.due_certain) if case.due_on else None


def _trace(
    case: Case,
    kind: Kind,
    step: Step,
    source: str,
    actor: Actor,
    given: tuple[str, str],
    detail: dict[str, object],
    timing: tuple[Deadline | None, int | None],
    now: datetime,
) -> None:
    (words, code), (before, days) = given, timing
    event = CaseEvent.objects.create(
        case=case,
        version=case.version,
        verb=step.verb,
        source=source,
        target=case.state,
        role=actor.role or "",
        user=actor.user,
        department=actor.department,
        reason_code=code,
        text=words,
        detail=detail,
        due_on=before.on if before else None,
        due_certain=before is None or before.certain,
        days=days,
        at=now,
    )
    state = kind.state(case.state)
    uids = list(case.concerned.values_list("record_uid", flat=True))
    set_marks(uids, case_id=case.pk, stage=state.stage, public=state.public, at=now)
    leave_traces(case, kind, step, event, reason=full_reason(step, words, code), uids=uids)


NO_CASE = Text(
    "没有编号为 {number} 的案件，或您无权查看；编号形如 XF-20261122-7KQ4P-1。",
    "There is no case {number} that you may see; a number looks like XF-20261122-7KQ4P-1.",
)
_MOVED = Text(
    "案件 {number} 已由{who}于 {at} 办理“{done}”，现为“{state}”；请刷新后再决定。",
    "Case {number} was handled by {who} at {at} (“{done}”) and now stands at “{state}”. Reload it "
    "and decide again.",
)
