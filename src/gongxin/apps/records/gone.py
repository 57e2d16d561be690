"""Why a record that a past day shows is not shown today: for those who may see that past."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.timeline import AsOf, as_of
from gongxin.apps.records.views import Gone, RecordView
from gongxin.apps.records.visibility import Viewer, unshielded
from gongxin.core.text import Text

_WORDS = {
    Act.Kind.REPAIR_GRANTED: Text("已修复", "Repaired"),
    Act.Kind.WITHDRAWN: Text("已撤回", "Withdrawn"),
    Act.Kind.QUASHED: Text("决定已被撤销", "The decision was quashed"),
    Act.Kind.SHIELDING_GRANTED: Text("重整期间暂时屏蔽", "Shielded during a reorganisation"),
    Act.Kind.UNLINKED: Text("已解除关联", "Taken off the organisation"),
    Act.Kind.SENT_BACK: Text("已退回报送部门", "Sent back to its department"),
}


def with_gone(records: Sequence[RecordView], viewer: Viewer, moment: AsOf) -> list[RecordView]:
    """The same records; in a view of the past, those that an act took away since say so.

    Only for full readers: nobody else sees of the past what is gone. No SQL for a view of today.
    """
    shown = [r.id for r in records if viewer.level_for(r.department_id) == "full"]
    if moment.current or not shown:
        return list(records)
    why = _why(_no_longer_there(shown))
    return [record._replace(gone=why.get(record.id)) for record in records]


def _no_longer_there(uids: Iterable[UUID]) -> set[UUID]:
    """Those of the records that were stopped, shielded, withdrawn or unlinked, as they stand now."""
    wanted = set(uids)
    current = Record.objects.filter(uid__in=wanted, known_until=None)
    there = current.filter(unshielded(as_of()), stopped_on=None, subject__isnull=False)
    return wanted - set(there.values_list("uid", flat=True))


def _why(uids: set[UUID]) -> dict[UUID, Gone]:
    """The latest act that took each record away."""
    acts = Act.objects.filter(record_uid__in=uids, kind__in=list(_WORDS)).order_by("id")
    found: dict[UUID, Gone] = {}
    for act in acts:
        if act.record_uid is not None:
            words = _WORDS[Act.Kind(act.kind)]
            found[act.record_uid] = Gone(act.kind, words, act.effective_on, act.reason)
    return found
