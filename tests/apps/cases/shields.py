"""What tests of shields ask: who sees the records when, and what was told of it."""

from datetime import UTC, date, datetime, timedelta

from gongxin.apps.cases.models import Outbox
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import AsOf, as_of, record_by_uid
from gongxin.apps.records.visibility import PUBLIC
from gongxin.core.dates import legal_today

DAY = timedelta(days=1)
PLAN = legal_today() + timedelta(days=100)  # while the records' own time runs on


def public(records: list[Record], on: date | None = None) -> list[bool]:
    """Which of the records everyone can see, today or as it will be on a day to come."""
    moment = AsOf(on, datetime.now(UTC), current=True) if on else as_of()
    found = [record_by_uid(one.uid, viewer=PUBLIC, as_of=moment) for one in records]
    return [one is not None for one in found]


def told(kind: str) -> list[dict[str, object]]:
    return list(Outbox.objects.filter(kind=kind).order_by("id").values_list("payload", flat=True))


def current(record: Record) -> Record:
    return Record.objects.get(uid=record.uid, known_until=None)
