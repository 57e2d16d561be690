"""Object to a record's content, its publicity period or its link, to a repair outcome or an evaluation."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.kinds.objection import EVALUATION, LINK, OBJECTION, REPAIR
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.numbers import read_number
from gongxin.apps.cases.outbox import tell
from gongxin.apps.cases.permission import Actor, credit_office, filing_role
from gongxin.apps.cases.queries import open_cases_about
from gongxin.apps.cases.workflow import NO_CASE, Opening, open_case
from gongxin.apps.errors import Conflict, Invalid, NotFound
from gongxin.apps.records.models import Record
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.visibility import PUBLIC, visible
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text


@transaction.atomic
def file_objection(
    *,
    user: User,
    subject_code: str,
    ground: str,
    statement: str,
    uid: UUID | None = None,
    contested: str = "",
) -> Case:
    """The case, before the department that decided; until it is closed the record carries the mark.

    ``ground``: ``content``, ``period``, ``link`` (with ``uid``); ``repair`` (with ``contested``, the
    number of the repair case); ``evaluation`` (with ``contested``, which evaluation; the credit
    office answers). A link may be contested by any organisation that can see the record.

    Raises NotFound (organisation, record, case), NotAllowed, Invalid (ground, no statement),
    Conflict (the same objection is open already).
    """
    subject = subject_or_refusal(subject_code)
    role = filing_role(user, subject)
    if ground not in OBJECTION.grounds:
        raise Invalid("bad_ground", _GROUND.format(grounds=", ".join(OBJECTION.grounds)))
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    department, records, parent = _contested(subject, ground, uid, contested)
    _refuse_a_second(subject, ground, records, contested)
    opening = Opening(
        subject=subject,
        department=department,
        records=records,
        via="organisation" if role == "applicant" else "window",
        ground=ground,
        statement=statement,
        about={"contested": parent.number if parent else contested.strip()[:100]},
        parent=parent,
    )
    case = open_case("objection", opening, actor=Actor(user, user.department, role))
    told: Sequence[Record | None] = records or [None]
    for record in told:
        tell(
            "objection_opened" if ground != EVALUATION else "evaluation_contested",
            subject=subject,
            case=case,
            record_uid=record.uid if record is not None else None,
            item=record.item if record is not None else "",
            department=department.code,
            ground=ground,
        )
    return case


def _contested(
    subject: Subject, ground: str, uid: UUID | None, contested: str
) -> tuple[Department, list[Record], Case | None]:
    """Who must answer, the records concerned, and the case whose outcome is contested."""
    if ground == EVALUATION:
        return credit_office(), [], None
    if ground == REPAIR:
        case = _repair_case(subject, contested)
        uids = case.concerned.values_list("record_uid", flat=True)
        records = Record.objects.filter(uid__in=list(uids), known_until=None)
        return case.department, list(records), case
    record = _record(subject, ground, uid)
    return record.department, [record], None


def _repair_case(subject: Subject, number: str) -> Case:
    number = read_number(number)
    found = Case.objects.filter(kind="repair", number=number, subject=subject)
    case = found.select_related("department").first()
    if case is None:
        raise NotFound("no_case", NO_CASE.format(number=number))
    if case.closed_at is None:
        raise Conflict("not_decided", _UNDECIDED.format(number=number))
    return case


def _record(subject: Subject, ground: str, uid: UUID | None) -> Record:
    if uid is None:
        raise Invalid("record_missing", _NO_UID)
    current = Record.objects.select_related("department").filter(uid=uid, known_until=None)
    own = current.filter(subject=subject).first()
    if own is None and ground == LINK:
        own = current.filter(visible(PUBLIC, as_of()), subject__isnull=False).first()
    if own is None:
        raise NotFound("no_record", _NO_RECORD.format(uid=uid))
    return own


def _refuse_a_second(subject: Subject, ground: str, records: list[Record], contested: str) -> None:
    if records:
        found = open_cases_about(records[0].uid, "objection").filter(subject=subject)
    else:
        found = Case.objects.filter(kind="objection", subject=subject, closed_at=None)
        found = found.filter(about__contested=contested.strip()[:100])
    same = found.filter(ground=ground).first()
    if same is not None:
        raise Conflict("objection_open", _OPEN.format(number=same.number))


_GROUND = Text("异议事由应为以下之一：{grounds}。", "The ground must be one of: {grounds}.")
_UNDECIDED = Text(
    "修复案件 {number} 尚未办结，不能对结果提出异议。",
    "Repair case {number} is not decided yet; there is no outcome to contest.",
)
_NO_UID = Text("请写明对哪条记录有异议。", "Say which record the objection is to.")
_NO_RECORD = Text(
    "没有编号为 {uid} 且与该组织有关的记录。",
    "There is no record {uid} that concerns this organisation.",
)
_OPEN = Text(
    "同一事由的异议正在办理：{number}。", "The same objection is in hand already: {number}."
)
