"""Days in plain form, told by the engine, are days that the checks read, and the same ones."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch.recheck.plain_days import no_plain_day, plain_day
from gongxin.core.dates import read_date

SPELLINGS = (
    "{0:04}-{1:02}-{2:02}",
    "{0}/{1}/{2}",
    "{0}/{1:02}/{2:02}",
    "{0}年{1}月{2}日",
    "{0}.{1}.{2}",
    "{0:04}{1:02}{2:02}",
)
texts = st.one_of(
    st.builds(
        lambda spelling, year, month, day: spelling.format(year, month, day),
        st.sampled_from(
            (*SPELLINGS, "{0}-{1}-{2}", "{0}/{1:02}/{2}", "{0}年{1:02}月{2:02}日", "{0}.{1:02}.{2}")
        ),
        st.sampled_from([0, 1, 999, 1000, 1900, 2000, 2023, 2024, 2026, 2100, 9999, 10000]),
        st.integers(0, 13),
        st.integers(0, 32),
    ),
    st.text("0123456789-/.年月日 \n", max_size=12),
    st.text(max_size=6),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def told(
    engine: duckdb.DuckDBPyConnection, listed: list[str | None]
) -> list[tuple[object, object]]:
    """For each text whether it is no plain day, and the day it is read as."""
    return engine.execute(
        f"SELECT {no_plain_day('v', 'duckdb')}, CAST({plain_day('v', 'duckdb')} AS DATE)"
        " FROM (SELECT unnest(?) AS v, generate_subscripts(?, 1) AS n) ORDER BY n",
        [listed, listed],
    ).fetchall()


def test_every_day_is_plain_in_every_spelling(engine: duckdb.DuckDBPyConnection) -> None:
    days = [date(1899, 1, 1) + timedelta(n) for n in range(0, 75_000, 7)]
    days += [date(year, 2, 28) + timedelta(1) for year in range(1896, 2105)]
    spelled = [s.format(d.year, d.month, d.day) for d in days for s in SPELLINGS]
    expected = [(False, day) for day in days for _ in SPELLINGS]
    assert told(engine, list(spelled)) == expected


@given(st.lists(texts, min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_what_passes_as_plain_is_the_day_that_the_checks_read(
    engine: duckdb.DuckDBPyConnection, listed: list[str]
) -> None:
    for text, (doubted, day) in zip(listed, told(engine, list(listed)), strict=True):
        assert doubted or read_date(text) == day


def test_nothing_is_said_of_nothing(engine: duckdb.DuckDBPyConnection) -> None:
    assert told(engine, [None, "2026-11-21"]) == [(None, None), (False, date(2026, 11, 21))]
