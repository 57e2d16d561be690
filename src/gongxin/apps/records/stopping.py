"""Ending a record's publicity, sharing and use early, shielding it for a time, and bringing it back.

Each adds a revision with other days, which are all that :mod:`gongxin.apps.records.visibility` asks:
pages, reports, exports and the API follow at once, a shield ends by itself, and a past day still
shows to those who may ask what was known then.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from gongxin.apps.records.correcting import window_now
from gongxin.apps.records.holding import close, later_end, next_revision
from gongxin.apps.records.models import Record
from gongxin.apps.records.states import in_shield

_DAY = timedelta(days=1)
_STOPS = (Record.Change.REPAIRED, Record.Change.WITHDRAWN)


def hold_if_open(uid: UUID) -> Record | None:
    """The current revision, locked until the transaction ends; None for a withdrawn record."""
    current = Record.objects.select_for_update().filter(uid=uid, known_until=None)
    return current.first() or current.first()  # a writer who was waited for may have added one


def repaired(record: Record) -> bool:
    """Whether it was a repair, and nothing that weighs more, that stopped the record."""
    if record.stopped_on is None:
        return False
    stops = Record.objects.filter(uid=record.uid, change__in=_STOPS)
    last = stops.order_by("-revision").values_list("change", flat=True).first()
    return last == Record.Change.REPAIRED


def stop_showing(record: Record, *, on: date, at: datetime) -> Record:
    """The revision of a held record that nobody sees from ``on`` (included), that is, from now."""
    until, over = record.public_until, on - _DAY
    return next_revision(
        record,
        change=Record.Change.REPAIRED,
        at=at,
        public_until=over if record.public_from and (until is None or until > over) else until,
        stopped_on=on,
    )


def shielded(record: Record, day: date) -> bool:
    """Whether a reorganisation keeps the record out of sight on ``day``; it can still be repaired."""
    return in_shield(day, record.shielded_on, record.shielded_until)


def shield(record: Record, *, on: date, until: date | None, at: datetime) -> Record:
    """The revision of a held record that is out of sight from ``on`` to ``until``, both included, and
    then by itself public again for what remains of its time; without ``until`` the end is not known
    and only an act sets it. A shield that lies on that day goes on as one.
    """
    first = record.shielded_on if shielded(record, on) else on
    return next_revision(
        record,
        change=Record.Change.SHIELDED,
        at=at,
        shielded_on=first,
        shielded_until=until,
    )


def end_shield(record: Record, *, on: date, at: datetime) -> Record:
    """The revision of a held record whose shield does not reach ``on`` any more."""
    change = Record.Change.UNSHIELDED
    return next_revision(record, change=change, at=at, shielded_until=on - _DAY)


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
    ``at_least_until`` where that is later; that day is kept for every correction to come. A record
    that was never public stays so, and one that is shielded is out of sight until its shield ends.
    """
    before = _before_stop(record)
    start, until = before.public_from, before.public_until
    if before.digest != record.digest:
        start, until = window_now(record) or (start, until)
    prolonged = max((day for day in (record.prolonged_until, at_least_until) if day), default=None)
    return next_revision(
        record,
        change=Record.Change.RESTORED,
        at=at,
        public_from=start,
        public_until=later_end(until, prolonged) if start else until,
        stopped_on=None,
        prolonged_until=prolonged,
    )


def _before_stop(record: Record) -> Record:
    earlier = Record.objects.filter(
        uid=record.uid, stopped_on=None, revision__lt=record.revision
    ).order_by("-revision")
    return earlier.first() or record
