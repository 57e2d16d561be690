"""The moment a file is read as of: a legal day and what was known at an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today, start_of_legal_day
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class AsOf:
    """``on`` is the legal day (Asia/Shanghai), ``known_at`` an aware instant.

    ``current`` says that the reader asks for now; any other view is of the past and shows a
    record to the public only while that record is still public today.
    """

    on: date
    known_at: datetime
    current: bool = False


def as_of(day: date | None = None) -> AsOf:
    """Now for ``None`` and for today; the end of the legal day for a past day.

    Raises :class:`~gongxin.apps.errors.Invalid` for a day that has not come: nobody knows it.
    """
    today = legal_today()
    if day is None or day == today:
        return AsOf(today, datetime.now(UTC), current=True)
    if day > today:
        raise Invalid("as_of_future", _FUTURE.format(day=day, today=today))
    return AsOf(day, start_of_legal_day(day + timedelta(days=1)) - timedelta(microseconds=1))


_FUTURE = Text(
    "截至日期 {day} 尚未到来；可填 {today} 或更早的日期，例如 {today}。",
    "The as-of date {day} has not come yet; give {today} or an earlier day, for example {today}.",
)
