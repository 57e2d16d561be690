"""Ending a record's publicity, sharing and use early, and bringing it back.

Both add a revision with another last public day, which is all that
:mod:`gongxin.apps.records.visibility` asks: pages, reports, exports and the API follow at once, and
a past day still shows to those who may ask what was known then.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from gongxin.apps.records.correcting import window_now
from gongxin.apps.records.holding import close, next_revision
from gongxin.apps.records.models import Record

_DAY = timedelta(days=1)
_STOPS = (Record.Change.REPAIRED, Record.Change.SHIELDED, Record.Change.WITHDRAWN)


def hold_if_open(uid: UUID) -> Record | None:
    """The current revision, locked until the transaction ends; None for a withdrawn record."""
    current = Record.objects.select_for_update().filter(uid=uid, known_until=None)
    return current.first() or current.first()  # a writer who was waited for may have added one


def only_shielded(record: Record) -> bool:
    """Whether a reorganisation alone keeps the record out of sight, also after it was corrected, sent
    again or linked meanwhile.
    """
    if record.stopped_on is None:
        return False
    return _last_stop(record) == Record.Change.SHIELDED


def repaired(record: Record) -> bool:
    """Whether it was a repair, and nothing that weighs more, that stopped the record."""
    return record.stopped_on is not None and _last_stop(record) == Record.Change.REPAIRED


def _last_stop(record: Record) -> str:
    stops = Record.objects.filter(uid=record.uid, change__in=_STOPS)
    return stops.order_by("-revision").values_list("change", flat=True).first() or ""


def stop_showing(record: Record, *, on: date, at: datetime) -> Record:
    """The revision of a held record that nobody sees from ``on`` (included), that is, from now."""
    return _stopped(record, Record.Change.REPAIRED, on, at)


def shield(record: Record, *, on: date, at: datetime) -> Record:
    """The same for the time of a court-approved reorganisation; it can still be repaired."""
    return _stopped(record, Record.Change.SHIELDED, on, at)


def _stopped(record: Record, change: Record.Change, on: date, at: datetime) -> Record:
    until = record.public_until
    over = on - _DAY
    return next_revision(
        record,
        change=change,
        at=at,
        public_until=over if record.public_from and (until is None or until > over) else until,
        stopped_on=on,
    )


def take_down(record: Record, *, on: date, at: datetime) -> Record:
    """Close a held record for good: a last revision says so, and keeps it from coming back in public
    when a department sends the same row again.
    """
    over = on - _DAY
    last = next_revision(
        record,
        change=Record.Change.WITHDRAWN,
        at=at,
        public_until=over if record.public_from else None,
        stopped_on=on,
    )
    close(last, at)
    return last


def show_again(record: Record, *, at_least_until: date | None, at: datetime) -> Record:
    """The revision of a held, stopped record that is public as before it was stopped.

    The end is the one it had, for a record corrected meanwhile that of the corrected content, or
    ``at_least_until`` where that is later; a record that was never public stays so.
    """
    before = _before_stop(record)
    start, until = before.public_from, before.public_until
    if before.digest != record.digest:
        start, until = window_now(record) or (start, until)
    if until is not None and at_least_until is not None:
        until = max(until, at_least_until)
    return next_revision(
        record,
        change=Record.Change.RESTORED,
        at=at,
        public_from=start,
        public_until=until,
        stopped_on=None,
    )


def _before_stop(record: Record) -> Record:
    earlier = Record.objects.filter(
        uid=record.uid, stopped_on=None, revision__lt=record.revision
    ).order_by("-revision")
    return earlier.first() or record
