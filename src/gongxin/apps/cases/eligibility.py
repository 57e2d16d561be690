"""Which records an organisation may have repaired now, which not yet and from when, which not.

Law: repair may be asked for once the shortest window has passed (信用修复管理办法); an organisation
whose papers were false must wait as long as the pack says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from gongxin.apps.cases.models import Case, CaseRecord
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.named import records_named
from gongxin.apps.records.remedies import repair_from
from gongxin.apps.records.states import ENDED, NOT_PUBLISHED, UNLINKED, WITHDRAWN
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import AUTHORISED
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules
from gongxin.law.load import load_catalogue


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a record qualifies for repair today; ``since`` is the first day on which it does.

    ``code``: ``now``, ``not_yet``, ``barred``, ``in_hand`` (``case`` has its number), ``over``,
    ``not_negative``.
    """

    record: RecordView
    code: str
    text: Text
    since: date | None = None
    case: str = ""

    @property
    def qualifies(self) -> bool:
        """Whether repair may be asked for today."""
        return self.code == "now"


def repairable(subject: Subject, uids: Iterable[UUID] | None = None) -> list[Eligibility]:
    """For each negative record about ``subject`` (or each of ``uids`` about it) whether it qualifies."""
    items = load_catalogue().items.values()
    negative = [item.id for item in items if item.polarity == "negative"]
    windowed = [item.id for item in items if item.publicity.window]
    held_against = Q(item__in=negative) | (Q(item__in=windowed) & ~Q(severity=""))
    known = Record.objects.filter(subject=subject, known_until=None)
    known = known.filter(held_against) if uids is None else known.filter(uid__in=set(uids))
    wanted = list(known.order_by("-decided_on", "-id").values_list("uid", flat=True))
    records = records_named(wanted, viewer=AUTHORISED)
    barred, in_hand = barred_until(subject), _in_hand(wanted)
    return [_judged(record, barred, in_hand.get(record.id, "")) for record in records]


def barred_until(subject: Subject) -> date | None:
    """The last day on which false papers keep the organisation from any repair; None when nothing does."""
    term = "false_papers_no_repair"
    revoked = Act.objects.filter(subject=subject, kind=Act.Kind.REPAIR_REVOKED)
    days = [
        load_case_rules()["repair"].term(term, day).due(day).on
        for day in revoked.values_list("effective_on", flat=True)
    ]
    last = max(days, default=None)
    return last if last is not None and last >= legal_today() else None


def _in_hand(uids: Sequence[UUID]) -> dict[UUID, str]:
    concerned = CaseRecord.objects.filter(record_uid__in=uids)
    cases = Case.objects.filter(kind="repair", closed_at=None)
    found = concerned.filter(case__in=cases).values_list("record_uid", "case__number")
    return dict(found)


def _judged(record: RecordView, barred: date | None, case: str) -> Eligibility:
    if not record.negative:
        return Eligibility(record, "not_negative", _NOT_NEGATIVE)
    if record.state in (ENDED, NOT_PUBLISHED, WITHDRAWN, UNLINKED):
        return Eligibility(record, "over", _OVER)
    if case:
        return Eligibility(record, "in_hand", _IN_HAND.format(case=case), case=case)
    since = repair_from(record)
    if barred is not None:
        return Eligibility(record, "barred", _BARRED.format(day=barred), since)
    if since is not None and since > legal_today():
        return Eligibility(record, "not_yet", _NOT_YET.format(day=since), since)
    return Eligibility(record, "now", _NOW, since)


_NOW = Text("现在可以申请修复", "Repair may be asked for now")
_NOT_YET = Text(
    "最短公示期未满，{day} 起可以申请", "Not yet: from {day}, when the shortest period is over"
)
_BARRED = Text(
    "此前申请修复时提供虚假材料，{day} 之前不能申请",
    "Not until after {day}, because papers of an earlier application were false",
)
_IN_HAND = Text("已有修复申请正在办理（{case}）", "An application is in hand already ({case})")
_OVER = Text("已停止公示，无需修复", "It is no longer published and needs no repair")
_NOT_NEGATIVE = Text("不是失信信息，无需修复", "It is not held against anyone and needs no repair")
