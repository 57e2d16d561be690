"""Working days by the holiday arrangements that the State Council publishes each year.

The arrangement of a year is published late in the year before. Beyond it nobody can say which
days will be worked, and what is counted there says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

import chinese_calendar

known_from: date = date(min(chinese_calendar.holidays).year, 1, 1)
known_until: date = date(max(chinese_calendar.holidays).year, 12, 31)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to act; when not ``certain``, the earliest that it can turn out to be."""

    on: date
    certain: bool


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days counted; when not ``complete``, only those whose arrangement is known."""

    days: int
    complete: bool


def is_working_day(day: date) -> bool | None:
    """Whether ``day`` is worked; None when its year's arrangement is not known.

    >>> is_working_day(date(2026, 10, 1)), is_working_day(date(2026, 10, 10))
    (False, True)
    """
    return _calendar().get(day)


@cache
def _calendar() -> dict[date, bool]:
    length = (known_until - known_from).days + 1
    return {day: _worked(day) for day in (known_from + _DAY * n for n in range(length))}


def _worked(day: date) -> bool:
    made_up = day in chinese_calendar.workdays
    return made_up or (day.weekday() < 5 and day not in chinese_calendar.holidays)


@cache
def _worked_until() -> tuple[int, ...]:
    """For each known day the number of working days from the first known day to it."""
    return tuple(accumulate(_calendar().values()))


def calendar() -> list[tuple[date, bool]]:
    """Every day whose arrangement is known, and whether it is worked, in order."""
    return list(_calendar().items())


def add_working_days(start: date, days: int) -> Deadline:
    """The ``days``-th working day after ``start`` (the day itself does not count).

    Where the arrangement is not known every day is taken for a working day, so that the real
    deadline cannot be earlier.

    >>> add_working_days(date(2026, 9, 30), 7)
    Deadline(on=datetime.date(2026, 10, 15), certain=True)
    """
    day, certain = start, True
    while days > 0:
        day += _DAY
        worked = is_working_day(day)
        certain = certain and worked is not None
        days -= worked is not False
    return Deadline(day, certain)


def working_days_after(start: date, end: date) -> WorkingDays:
    """The working days after ``start`` up to and including ``end``; none when ``end`` is earlier.

    >>> working_days_after(date(2026, 9, 30), date(2026, 10, 15))
    WorkingDays(days=7, complete=True)
    """
    if end <= start:
        return WorkingDays(0, complete=True)
    complete = start >= known_from - _DAY and end <= known_until
    return WorkingDays(max(_count(end) - _count(start), 0), complete)


def _count(day: date) -> int:
    """Working days from the first known day to ``day``, as far as they are known."""
    if day < known_from:
        return 0
    return _worked_until()[(min(day, known_until) - known_from).days]


def first_day_in_time(received: date, days: int) -> date:
    """The earliest day from which ``received`` is still within ``days`` working days.

    Only known days are counted, so that nothing is late by a guess.

    >>> first_day_in_time(date(2026, 10, 15), 7)
    datetime.date(2026, 9, 30)
    """
    day, worked = received, int(_is_known_worked(received))
    while day > known_from and worked <= days:
        day -= _DAY
        worked += _is_known_worked(day)
    return day


def _is_known_worked(day: date) -> bool:
    return known_from <= day <= known_until and _worked(day)
