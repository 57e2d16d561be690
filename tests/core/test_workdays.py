"""Working days by the arrangements of the State Council."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.workdays import (
    Deadline,
    WorkingDays,
    add_working_days,
    calendar,
    is_working_day,
    known_from,
    known_until,
    working_days_after,
)

known_days = st.dates(known_from, known_until)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday that is worked
        (date(2026, 10, 11), False),
        (date(1999, 10, 1), None),
        (known_until + timedelta(days=1), None),
    ],
)
def test_single_days(day: date, worked: bool | None) -> None:
    assert is_working_day(day) is worked


def test_seven_working_days_over_the_national_holiday() -> None:
    assert add_working_days(date(2026, 9, 30), 7) == Deadline(date(2026, 10, 15), certain=True)
    assert add_working_days(date(2026, 9, 30), 0) == Deadline(date(2026, 9, 30), certain=True)
    assert working_days_after(date(2026, 9, 30), date(2026, 10, 7)) == WorkingDays(0, complete=True)
    assert working_days_after(date(2026, 10, 8), date(2026, 9, 30)).days == 0


def test_beyond_what_is_known_nothing_is_claimed() -> None:
    deadline = add_working_days(known_until, 7)
    assert deadline == Deadline(known_until + timedelta(days=7), certain=False)
    counted = working_days_after(known_until - timedelta(days=30), known_until + timedelta(days=90))
    assert not counted.complete
    assert counted.days == working_days_after(known_until - timedelta(days=30), known_until).days
    assert working_days_after(date(1990, 1, 1), date(1991, 1, 1)) == WorkingDays(0, complete=False)


@given(known_days, known_days)
def test_counting_agrees_with_the_calendar(one: date, other: date) -> None:
    start, end = sorted((one, other))
    worked = sum(is_worked for day, is_worked in calendar() if start < day <= end)
    assert working_days_after(start, end) == WorkingDays(worked, complete=True)


@given(known_days, st.integers(1, 60))
def test_a_deadline_is_as_many_working_days_away(start: date, days: int) -> None:
    deadline = add_working_days(start, days)
    counted = working_days_after(start, deadline.on)
    assert counted.complete == deadline.certain
    if deadline.certain:
        assert counted.days == days
        assert is_working_day(deadline.on)


def test_the_calendar_is_the_published_one() -> None:
    days = calendar()
    assert (days[0][0], days[-1][0]) == (known_from, known_until)
    assert all(worked == chinese_calendar.is_workday(day) for day, worked in days[-800:])
