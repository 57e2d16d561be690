"""Days of receipt and the first day in time for each, as the engine is asked for them."""

from datetime import date, timedelta

import pytest

from gongxin.batch.engine.process import open_process
from gongxin.batch.recheck.received import received_in
from gongxin.core.workdays import first_day_in_time


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        (["2026-11"], date(2026, 11, 1), date(2026, 11, 30)),
        (["2026-12"], date(2026, 12, 1), date(2026, 12, 31)),
        (["2024-02"], date(2024, 2, 1), date(2024, 2, 29)),
        (["2026-03", "2025-12"], date(2025, 12, 1), date(2026, 3, 31)),
    ],
)
def test_from_the_first_day_to_the_last(months: list[str], first: date, last: date) -> None:
    received = received_in(months)
    assert (received.first, received.last) == (first, last)
    assert received.days() == [first + timedelta(n) for n in range((last - first).days + 1)]


def test_each_day_has_its_first_day_in_time_and_others_are_told_apart() -> None:
    received = received_in(["2026-01", "2026-02"])
    days = [received.first + timedelta(n) for n in range(-3, 62)]
    with open_process() as session:
        session.create("s", {"received_on": "DATE"}, [(day,) for day in [*days, None]])
        asked = f"SELECT received_on, {received.in_time_since(7)}, {received.is_other()} FROM s"
        told = {day: (since, other) for day, since, other in session.rows(asked)}
    for day in days:
        since, other = told[day]
        assert other == (day not in received.days())
        assert other or since == first_day_in_time(day, 7)
    assert told[None][1] is True
