"""What follows when an objection is upheld: called inside its action, on the closed case."""

from datetime import datetime
from typing import Final

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.kinds.objection import CONTENT, EVALUATION, LINK, PERIOD, REPAIR
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.queries import open_cases_about
from gongxin.apps.cases.workflow import advance
from gongxin.apps.errors import Conflict, Invalid
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.correcting import correct
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.stopping import hold_if_open, take_down
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_day
from gongxin.core.text import Text

# ground → outcome → the verb of the machine
OUTCOMES: Final[dict[str, dict[str, str]]] = {
    CONTENT: {"corrected": "correct", "removed": "remove"},
    PERIOD: {"corrected": "correct", "removed": "remove"},
    LINK: {"corrected": "correct"},
    REPAIR: {"upheld": "uphold"},
    EVALUATION: {"upheld": "uphold"},
}


def carry_out(
    case: Case, outcome: str, officer: User, reason: str, changes: dict[str, str], at: datetime
) -> None:
    """Correct, unlink, take down, or reopen, and tell the subscribers."""
    if case.ground == REPAIR and case.parent is not None:
        _reopen(case, officer)
    event = "objection_closed"
    record: Record | None = None
    concerned = case.concerned.first() if case.ground in (CONTENT, PERIOD, LINK) else None
    if concerned is not None:
        record = hold_if_open(concerned.record_uid)
        if record is None and outcome != "removed":
            raise Invalid("record_gone", _GONE)
    if record is not None and case.ground == LINK:
        record = unlink_record(officer=officer, uid=record.uid, reason=reason)  # which tells of it
    elif record is not None and outcome == "removed":
        put_on_file(
            Act.Kind.WITHDRAWN, record, officer=officer, reason=reason, subject=case.subject
        )
        record = take_down(record, on=legal_day(at), at=at)
        event = "record_withdrawn"
    elif record is not None:
        record = _corrected(case, record, officer, reason, changes, at)
        event = "record_corrected"
    _tell(event, case, record, outcome)


def _corrected(
    case: Case, record: Record, officer: User, reason: str, changes: dict[str, str], at: datetime
) -> Record:
    """The corrected revision: made now, or the one that the department filed meanwhile."""
    if not changes and _corrected_since(case, record):
        return record
    revised = correct(record, changes, at=at)
    put_on_file(Act.Kind.CORRECTED, revised, officer=officer, reason=reason, subject=case.subject)
    return revised


def _corrected_since(case: Case, record: Record) -> bool:
    seen = case.concerned.get(record_uid=record.uid).revision
    later = Record.objects.filter(uid=record.uid, revision__gt=seen)
    return later.filter(change=Record.Change.CORRECTED).exists()


def _reopen(case: Case, officer: User) -> None:
    parent = case.parent
    if parent is None or parent.state not in ("refused", "declined"):
        raise Invalid("not_reopenable", _NOT_REOPENABLE)
    # an application that is filed at once waits for this, as for another application
    Subject.objects.select_for_update(no_key=True).get(pk=parent.subject_id)
    for uid in parent.concerned.values_list("record_uid", flat=True):
        other = open_cases_about(uid, "repair").first()
        if other is not None:
            raise Conflict("repair_in_hand", _IN_HAND.format(number=other.number, record=uid))
    note = f"异议 {case.number} 成立"
    advance(parent.number, "reopen", actor=Actor.of(officer), reason=note)


def _tell(event: str, case: Case, record: Record | None, outcome: str) -> None:
    tell(
        event,
        subject=case.subject,
        case=case,
        record_uid=record.uid if record else None,
        item=record.item if record else "",
        department=case.department.code,
        ground=case.ground,
        outcome=outcome,
    )


_IN_HAND = Text(
    "记录 {record} 已在修复案件 {number} 中办理，同一条记录不能同时办两件修复；请先办结那一件。",
    "Record {record} is in repair case {number} already, and one record cannot be in two repairs at "
    "once; decide that case first.",
)
_GONE = Text(
    "该记录已撤回，无可更正；请以“撤回记录”办结。",
    "The record was withdrawn meanwhile and cannot be corrected; close the case with “removed”.",
)
_NOT_REOPENABLE = Text(
    "只有“不予受理”或“不予修复”的案件可以重新办理；修复有误的，请撤销修复。",
    "Only a refused or declined repair can be decided again; a repair granted in error is revoked.",
)
