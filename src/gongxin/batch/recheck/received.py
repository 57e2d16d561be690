"""The days on which rows of a reading should have been received, as conditions on a row's day."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongxin.core.workdays import first_day_in_time

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Received:
    """From the first day of the first month to the last day of the last one."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Every one of them."""
        return [self.first + n * _DAY for n in range((self.last - self.first).days + 1)]

    def is_other(self) -> str:
        """SQL: where a row's day is none of them."""
        return (
            f"s.received_on IS NULL OR s.received_on < DATE '{self.first}'"
            f" OR s.received_on > DATE '{self.last}'"
        )

    def in_time_since(self, working_days: int) -> str:
        """DuckDB's SQL: the first day that is in time for a row's day; any day for other days.

        Looked up in a list: after a join no column is held by its distinct values any more.
        """
        return (
            f"CAST([{_listed(self, working_days)}] AS DATE[])"
            f"[CAST(s.received_on - DATE '{self.first}' AS BIGINT) + 1]"
        )


def received_in(months: Iterable[str]) -> Received:
    """The days of the months (``2026-11``), and of those between."""
    listed = sorted(months)
    first = date.fromisoformat(f"{listed[0]}-01")
    year, month = map(int, listed[-1].split("-"))
    return Received(first, date(year, month, monthrange(year, month)[1]))


@cache
def _listed(received: Received, working_days: int) -> str:
    return ", ".join(f"'{first_day_in_time(day, working_days)}'" for day in received.days())
