"""Columns of dates are read exactly as single ones are."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch import dates as columns
from gongxin.core.dates import read_date

pytestmark = pytest.mark.parity

years = st.sampled_from([0, 1, 4, 1900, 1999, 2000, 2024, 2026, 2100, 9999])
spelled = st.builds(
    lambda spelling, year, month, day: spelling.format(year, month, day),
    st.sampled_from(
        [
            "{:04}-{:02}-{:02}",
            "{:04}/{}/{}",
            "{:04}.{:02}.{}",
            "{:04}{:02}{:02}",
            "{}年{}月{}日",
            "{:04}年{}月{}",
            "{:04}-{}/{}",
            "{}-{}-{}",
        ]
    ),
    years | st.integers(0, 9999),
    st.integers(0, 14),
    st.integers(0, 33),
)
timed = st.builds(
    lambda day, gap, clock: day + gap + clock,
    spelled,
    st.sampled_from(["T", " ", "  ", "　", ""]),
    st.sampled_from(
        ["", "8:30", "24:00", "25:00", "00:00:00", "1:2:3.456", "10时5分", "8:00+08:00", "8:00Z"]
    ),
)
wide = spelled.map(lambda text: "".join(chr(ord(c) + 0xFEE0) if ord(c) < 128 else c for c in text))
padded = st.builds(
    lambda before, text, after: before + text + after,
    st.text(" \n\t\r\x0b\ufeff\u200b\x00\x85", max_size=2),
    spelled | timed,
    st.text(" \n\t\r\x0b\ufeff\u200b\x00\x85号x", max_size=2),
)
texts = st.one_of(
    spelled,
    timed,
    wide,
    padded,
    st.text(max_size=12),
    st.text("0123456789-/.年月日号T: ", max_size=14),
    st.just("2026-11-21" + "0" * 5000),
)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any]) -> Any:
    return asking(
        {
            "day": columns.canonical,
            "unreadable": columns.unreadable,
            "impossible": columns.impossible,
        }
    )


def scalar(text: str) -> dict[str, object]:
    read = read_date(text)
    return {
        "day": read.isoformat() if isinstance(read, date) else None,
        "unreadable": read == "unreadable",
        "impossible": read == "impossible",
    }


@settings(max_examples=30)
@given(st.lists(texts, min_size=20, max_size=60))
def test_columns_agree_with_single_dates(ask: Any, listed: list[str]) -> None:
    assert ask(listed) == [scalar(text) for text in listed]


def test_every_day_of_four_centuries_and_each_impossible_one(ask: Any) -> None:
    days = [date(1899, 12, 31) + timedelta(days=n) for n in range(0, 146_097, 3)]
    ends = [
        f"{y}-{m}-{d}" for y in range(1890, 2110) for m in range(1, 13) for d in (28, 29, 30, 31)
    ]
    listed = [day.isoformat() for day in days] + ends
    assert ask(listed) == [scalar(text) for text in listed]


def test_every_character_is_read_alike(ask: Any) -> None:
    characters = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF]
    listed = [f"2026-11-2{c}" for c in characters[:0x3100] + characters[0xF000:0xF800]]
    assert ask(listed) == [scalar(text) for text in listed]
