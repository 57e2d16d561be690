"""The publicity window of a record, reckoned again from what the record says.

A record's end is a date in its row, set when it was filed; this is how a reader is told why, and
from when it can be repaired.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from gongxin.apps.records.views import RecordView
from gongxin.law.load import load_windows
from gongxin.law.months import add_months
from gongxin.law.values import SEPARATOR
from gongxin.law.windows import Particulars, Window, window_for


def window_of(record: RecordView) -> Window | None:
    """The window by today's rules; None for an item without one, and where they class it otherwise.

    A record that was filed under other rules keeps its dates: then nothing is said of them.
    """
    name = record.item.publicity.window
    if name is None:
        return None
    ends = _day(record.value(record.item.publicity.ends_field or ""))
    kinds, about = tuple(kinds_of(record)), particulars_of(record)
    window = _reckoned(name, clock_start(record), kinds, ends, about)
    return window if window.severity == record.severity else None


def clock_start(record: RecordView) -> date:
    """The day from which the record's window is counted."""
    starts = _day(record.value(record.item.publicity.starts_field or ""))
    return starts or record.decided_on


def repair_from(record: RecordView) -> date | None:
    """The first day on which repair may be asked for; None where no rule says so.

    A record filed in another class than today's rules give it keeps that class.
    """
    window = window_of(record)
    if window is not None:
        return window.repairable_from
    if record.item.publicity.window is None:
        return None
    sector, start = particulars_of(record).sector, clock_start(record)
    version = load_windows()[record.item.publicity.window].version_for(start, sector)
    months = (one.shortest for one in version.classes if one.severity == record.severity)
    return next((add_months(start, number) for number in months), None)


def kinds_of(record: RecordView) -> list[str]:
    """The kinds that decide the record's class, in the catalogue's spelling."""
    return _parts(SEPARATOR.split(record.value(record.item.publicity.kinds_field or "")))


def particulars_of(record: RecordView) -> Particulars:
    """What else the record says that its window depends on."""
    rule = record.item.publicity
    return Particulars(
        procedure=record.value(rule.procedure_field or ""),
        fine=_amount(record.value(rule.fine_field or "")),
        sector=record.value(rule.sector_field) if rule.sector_field else record.sector,
    )


# a page shows dozens of records that differ in nothing of this
@lru_cache(maxsize=20_000)
def _reckoned(
    name: str, decided_on: date, kinds: tuple[str, ...], ends: date | None, about: Particulars
) -> Window:
    return window_for(load_windows()[name], decided_on, kinds, ends, about)


def _parts(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words if word.strip()]


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
