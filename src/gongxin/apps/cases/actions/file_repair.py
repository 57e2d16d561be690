"""Apply for credit repair of one or several records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.eligibility import Eligibility, repairable
from gongxin.apps.cases.kinds.kind import Role
from gongxin.apps.cases.kinds.repair import REPAIR
from gongxin.apps.cases.letters import commitment_letter
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.numbers import new_filing
from gongxin.apps.cases.papers import Stored, Upload, attach, store, store_bytes
from gongxin.apps.cases.permission import Actor, filing_role
from gongxin.apps.cases.workflow import Opening, open_case
from gongxin.apps.errors import Conflict, Invalid
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Filed:
    """An application: its number, one case for each department, and the records left out with why."""

    filing: str
    cases: list[Case]
    refused: list[Eligibility]


@transaction.atomic
def file_repair(
    *,
    user: User,
    subject_code: str,
    uids: Sequence[UUID],
    statement: str = "",
    signed: bool = False,
    proofs: Sequence[Upload] = (),
    references: Sequence[str] = (),
) -> Filed:
    """One case before each department that decided, for those of the records that qualify today.

    By the organisation's own user, or by an officer at a service window on its behalf. ``signed``:
    the organisation signs the public commitment, which is made from the template. ``references``
    are proofs that the department has in its own records; with neither these nor ``proofs`` the
    department is asked to fetch the proof itself.

    Raises NotFound (organisation), NotAllowed, Invalid (not signed, no record, a paper that is no
    PDF or picture), Conflict when none of the records qualifies, saying why of each.
    """
    subject = subject_or_refusal(subject_code)
    role = filing_role(user, subject)
    if not signed:
        raise Invalid("commitment_unsigned", _UNSIGNED)
    # two applications at once for the same records: the second sees the first's cases
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    judged = repairable(subject, uids)
    chosen = _qualifying(judged, uids)
    stored = [store(upload) for upload in proofs]
    filing = new_filing(REPAIR.prefix, legal_today())
    cases = [
        _open(user, role, subject, department, records, (filing, place, statement))
        for place, (department, records) in enumerate(_by_department(chosen), start=1)
    ]
    for case in cases:
        _add_papers(case, user, role, stored, references, judged)
    return Filed(filing, cases, [one for one in judged if not one.qualifies])


def _qualifying(judged: Sequence[Eligibility], uids: Sequence[UUID]) -> list[UUID]:
    missing = set(uids) - {one.record.id for one in judged}
    if not uids or missing:
        named = ", ".join(sorted(map(str, missing))) or "-"
        raise Invalid("not_its_record", _NOT_ITS.format(records=named))
    chosen = [one.record.id for one in judged if one.qualifies]
    if not chosen:
        why = Text(
            "；".join(f"{one.record.id}：{one.text.zh}" for one in judged),
            "; ".join(f"{one.record.id}: {one.text.en}" for one in judged),
        )
        raise Conflict("none_qualifies", Text(_NONE.zh + why.zh, _NONE.en + why.en))
    return chosen


def _by_department(uids: Sequence[UUID]) -> list[tuple[Department, list[Record]]]:
    found: dict[int, tuple[Department, list[Record]]] = {}
    current = Record.objects.filter(uid__in=uids, known_until=None).select_related("department")
    for record in current.order_by("department__code", "-decided_on", "uid"):
        found.setdefault(record.department_id, (record.department, []))[1].append(record)
    return list(found.values())


def _open(
    user: User,
    role: Role,
    subject: Subject,
    department: Department,
    records: list[Record],
    filed: tuple[str, int, str],
) -> Case:
    filing, place, statement = filed
    opening = Opening(
        subject=subject,
        department=department,
        records=records,
        via="organisation" if role == "applicant" else "window",
        statement=statement,
        filing=filing,
        place=place,
    )
    return open_case("repair", opening, actor=Actor(user, user.department, role))


def _add_papers(
    case: Case,
    user: User,
    role: Role,
    stored: Sequence[Stored],
    references: Sequence[str],
    judged: Sequence[Eligibility],
) -> None:
    proof, wanted = CasePaper.Kind.PROOF, [one.strip() for one in references if one.strip()]
    for one in stored:
        attach(case, proof, stored=one, user_id=user.pk)
    if not stored and not wanted:
        wanted = [_FETCH]
    for reference in wanted:
        kept = redact_id_numbers(reference)[0]
        attach(case, proof, reference=kept, source="department", user_id=user.pk)
    concerned = set(case.concerned.values_list("record_uid", flat=True))
    letter = commitment_letter(
        case.subject,
        filing=case.number,
        department=case.department.name,
        records=[one.record for one in judged if one.record.id in concerned],
        signed_by=_SIGNED_ONLINE if role == "applicant" else _SIGNED_AT_WINDOW,
        at=datetime.now(UTC),
    )
    made = store_bytes(letter, f"commitment-{case.number}.pdf", "application/pdf")
    kind = CasePaper.Kind.COMMITMENT
    attach(case, kind, stored=made, source="generated", user_id=user.pk)


_FETCH = "由认定部门从自有业务系统调取义务履行证明"
_SIGNED_ONLINE = "由承诺单位账号在线签署"
_SIGNED_AT_WINDOW = "由承诺单位在政务服务窗口签署"
_UNSIGNED = Text(
    "申请修复须由本单位签署公开信用承诺书；请勾选签署后再提交。",
    "Repair needs the organisation's signed public commitment; sign it and send again.",
)
_NOT_ITS = Text(
    "请从本组织的记录中选择要修复的；这些不是：{records}。",
    "Choose records about this organisation; these are not: {records}.",
)
_NONE = Text("所选记录现在都不能申请修复。", "None of these records can be repaired now. ")
