"""Setting and lifting what stands beside records while a case about them is open."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gongxin.apps.records.models import RecordMark


def set_marks(
    uids: Iterable[UUID], *, case_id: int, stage: str, public: bool, at: datetime
) -> None:
    """From ``at`` on the records carry ``stage`` for this case, and nothing else for it.

    An empty ``stage`` only lifts what the case had set. Call it inside the case's transaction.
    """
    RecordMark.objects.filter(case=case_id, until=None).update(until=at)
    if stage:
        RecordMark.objects.bulk_create(
            RecordMark(record_uid=uid, stage=stage, public=public, case_id=case_id, since=at)
            for uid in uids
        )
