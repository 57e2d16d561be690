"""Dates in the spellings of departments' files."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.dates import (
    LEGAL_TIME,
    legal_day,
    legal_today,
    read_date,
    start_of_legal_day,
)

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "2026/11/21",
        "2026.11.21",
        "20261121",
        "2026年11月21日",
        "2026年11月21号",
        "2026年11月21",
        "２０２６－１１－２１",
        "２０２６年11月21日",
        " 2026-11-21\t",
        "\ufeff2026-11-21\u200b",
        "2026-11-21 00:00:00",
        "2026-11-21T23:59:59.999+08:00",
        "2026/11/21 8:30",
        "20261121 08:30:00",
        "2026年11月21日 10时30分",
        "2026-11-21\u300024:00",
    ],
)
def test_accepted_spellings(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["2026-1-5", "2026/01/5", "2026.1.05", "20260105", "2026年1月5日"])
def test_one_digit_months_and_days(text: str) -> None:
    assert read_date(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "20260230",
        "1900-2-29",
        "0000-01-01",
        "2026年6月0日",
    ],
)
def test_impossible_days(text: str) -> None:
    assert read_date(text) == "impossible"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "46347",
        "26-11-21",
        "2026-11",
        "2026-11/21",
        "2026-111-1",
        "21/11/2026",
        "Nov 21, 2026",
        "二〇二六年十一月二十一日",
        "2026-11-21x",
        "2026-11-21 25:00",
        "2026-11-21 08",
        "2026-11-21T20:00:00Z",  # the day after, in Chinese time
        "2026-11-21\n2026-11-22",
        "٢٠٢٦-١١-٢١",
    ],
)
def test_unreadable(text: str) -> None:
    assert read_date(text) == "unreadable"


@given(st.dates(), st.sampled_from(["{:04}-{:02}-{:02}", "{:04}/{}/{}", "{:04}年{}月{}日"]))
def test_every_day_is_read_back(day: date, spelling: str) -> None:
    assert read_date(spelling.format(day.year, day.month, day.day)) == day


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1900 < moment.year < 9999))
def test_a_moment_lies_in_its_legal_day(moment: datetime) -> None:
    begins = start_of_legal_day(legal_day(moment))
    assert begins <= moment
    assert begins.tzinfo is UTC
    if moment.year > 1991:  # before, clocks were changed
        assert moment < begins + timedelta(days=1)


def test_today_is_the_day_in_china() -> None:
    before = datetime.now(LEGAL_TIME).date()
    assert before <= legal_today() <= datetime.now(LEGAL_TIME).date()
