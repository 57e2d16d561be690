"""Take in a repair result that an upper platform decided, for example the national site."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.models import Case, UpstreamResult
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.queries import cases_about
from gongxin.apps.cases.repairing import consequences, restore_records, stop_records
from gongxin.apps.cases.workflow import Opening, advance, open_case
from gongxin.apps.errors import Conflict, NotAllowed, NotFound
from gongxin.apps.records.keyed import RecordKey, record_with_key, uids_with_key
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text

Result = Literal["granted", "declined", "revoked"]


@dataclass(frozen=True, slots=True)
class Pushed:
    """One result as it was pushed: ``upstream_id`` names it, ``sequence`` orders those of a record.

    ``record`` is the record's id here, or the key by which it is known to whoever filed it.
    """

    upstream: str
    upstream_id: str
    sequence: int
    record: UUID | RecordKey
    result: Result
    decided_on: date
    reason: str = ""

    def digest(self, uid: UUID) -> str:
        """The SHA-256 by which the same push about the record ``uid`` is known again, however named."""
        said = {
            "upstream": self.upstream,
            "upstream_id": self.upstream_id,
            "sequence": self.sequence,
            "record": str(uid),
            "result": self.result,
            "decided_on": str(self.decided_on),
            "reason": self.reason,
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def receive_repair_result(
    *, department: Department, pushed: Pushed, officer: User | None = None
) -> UpstreamResult:
    """What became of the push: ``applied``, or ``stale`` when a later one about the record was first.

    The same push again changes nothing and gives the same answer, so that everything may be pushed
    again from the beginning. For the credit office's key. Raises NotAllowed, Invalid (key), NotFound
    (no such record), Conflict (several records with this key; another push had this ``upstream_id``).
    """
    if not department.is_credit_office or not department.active:
        raise NotAllowed("credit_office_only", _OFFICE_ONLY)
    known = _known(pushed)
    if known is not None:
        return _same(known, pushed)
    uid = pushed.record if isinstance(pushed.record, UUID) else record_with_key(pushed.record)
    latest = Record.objects.filter(uid=uid).order_by("-revision").first()
    if latest is None:
        raise NotFound("no_record", _NO_RECORD.format(uid=uid))
    if latest.subject_id is not None:  # one push at a time, before any case or record is locked
        Subject.objects.select_for_update(no_key=True).get(pk=latest.subject_id)
    known = _known(pushed)  # by one who was waited for
    if known is not None:
        return _same(known, pushed)
    record = Record.objects.filter(uid=uid, known_until=None).first()
    later = UpstreamResult.objects.filter(
        upstream=pushed.upstream, record_uid=uid, sequence__gte=pushed.sequence
    ).exists()
    stale = later or record is None or record.subject is None
    case = None if stale or record is None else _apply(pushed, record, department, officer)
    outcomes = UpstreamResult.Outcome
    return UpstreamResult.objects.create(
        upstream=pushed.upstream,
        upstream_id=pushed.upstream_id,
        sequence=pushed.sequence,
        record_uid=uid,
        result=pushed.result,
        body_sha256=pushed.digest(uid),
        outcome=outcomes.STALE if case is None else outcomes.APPLIED,
        case=case,
    )


def _known(pushed: Pushed) -> UpstreamResult | None:
    """The result that was taken under this id, if there is one."""
    taken = UpstreamResult.objects.filter(upstream=pushed.upstream, upstream_id=pushed.upstream_id)
    return taken.first()


def _same(known: UpstreamResult, pushed: Pushed) -> UpstreamResult:
    """What was taken, if it is this very push; its record may be one of several with its key by now."""
    uid, named = known.record_uid, pushed.record
    about = uid == named if isinstance(named, UUID) else uid in uids_with_key(named)
    if not about or known.body_sha256 != pushed.digest(uid):
        raise Conflict("other_push", _OTHER.format(id=pushed.upstream_id))
    return known


def _apply(pushed: Pushed, record: Record, department: Department, officer: User | None) -> Case:
    verb = {
        "granted": "upstream_grant",
        "declined": "upstream_decline",
        "revoked": "upstream_revoke",
    }[pushed.result]
    actor = Actor(officer, department, "upstream")
    words = redact_id_numbers(pushed.reason.strip())[0] or _REASON.format(day=pushed.decided_on).zh
    detail = consequences(legal_today()) if pushed.result == "revoked" else {}
    present = _same_matter(record, pushed.result)
    if present is None:
        case = open_case("repair", _opening(pushed, record), actor=actor, verb=verb, reason=words)
    else:
        case = advance(present.number, verb, actor=actor, reason=words, detail=detail)
    if pushed.result == "granted":
        stop_records(case)
    elif pushed.result == "revoked":
        restore_records(case)
    return case


def _opening(pushed: Pushed, record: Record) -> Opening:
    assert record.subject is not None
    return Opening(
        subject=record.subject,
        department=record.department,
        records=[record],
        via="upstream",
        about={"upstream": pushed.upstream, "upstream_id": pushed.upstream_id},
    )


def _same_matter(record: Record, result: Result) -> Case | None:
    """The case here that the result decides: about this record alone, and open (or granted)."""
    cases = cases_about(record.uid, "repair")
    same = [case for case in cases if case.subject_id == record.subject_id]
    alone = [case for case in same if case.concerned.count() == 1]
    wanted = ("granted",) if result == "revoked" else ("filed", "accepted", "extended")
    return next((case for case in reversed(alone) if case.state in wanted), None)


_OFFICE_ONLY = Text(
    "修复结果只能用信用办的密钥推送。", "Repair results are pushed with the credit office's key."
)
_NO_RECORD = Text("没有编号为 {uid} 的记录。", "There is no record with the id {uid}.")
_OTHER = Text(
    "编号 {id} 的推送已收到过，但内容不同；请为新的结果使用新的编号。",
    "A push with the id {id} was taken before with other contents; give a new result a new id.",
)
_REASON = Text("上级平台于 {day} 作出的处理", "Decided by the upper platform on {day}")
