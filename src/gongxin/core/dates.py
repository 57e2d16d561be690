"""Dates as departments write them, and the legal day of Chinese time."""

import re
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from gongxin.core.identifiers.constants import FULL_WIDTH, INVISIBLE, SPACES

DateProblem = Literal["unreadable", "impossible"]

LEGAL_TIME = ZoneInfo("Asia/Shanghai")

# One character for one (or none): full-width to half-width, any space to a plain one.
REPLACED: dict[str, str] = {**FULL_WIDTH, **dict.fromkeys(SPACES, " "), "号": "日"}
DROPPED: str = INVISIBLE

_CLOCK = (
    "(?:[01]?[0-9]|2[0-4])(?:(?::[0-5]?[0-9]){1,2}(?:[.][0-9]{1,9})?(?:[+]08:?00)?"
    "|时(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?)?)"
)
# A day in one of the accepted spellings, with a time of day that is read over.
SPELLING = (
    "[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|[.][0-9]{1,2}[.][0-9]{1,2}|[0-9]{4}"
    f"|年[0-9]{{1,2}}月[0-9]{{1,2}}日?)(?:(?:T| {{1,4}}){_CLOCK})?"
)
# Its parts; only for text that SPELLING accepts.
MONTH_AND_DAY = "^[0-9]{4}[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})"
# ISO text that is a day of the calendar, for columns; the leap years make the third line.
CALENDAR = (
    "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)

_TABLE = str.maketrans({**REPLACED, **dict.fromkeys(DROPPED, "")})
_SPELLING = re.compile(SPELLING)
_MONTH_AND_DAY = re.compile(MONTH_AND_DAY)


def read_date(text: str) -> date | DateProblem:
    """The day that ``text`` names, or why it names none.

    Read are 2026-11-21, 2026/11/21, 2026.11.21, 2026-1-5, 20261121 and 2026年11月21日, full-width
    digits too, with a time of day after ``T`` or a space (Chinese time; it is ignored).
    ``impossible`` is a date in such a spelling that the calendar does not have.

    >>> read_date("２０２６年1月5日")
    datetime.date(2026, 1, 5)
    >>> read_date("2026-11-21T08:30:00")
    datetime.date(2026, 11, 21)
    >>> read_date("2026-02-30")
    'impossible'
    >>> read_date("next week")
    'unreadable'
    """
    plain = text.translate(_TABLE).strip(" ")
    if _SPELLING.fullmatch(plain) is None:
        return "unreadable"
    month, day = _MONTH_AND_DAY.findall(plain)[0]
    try:
        return date(int(plain[:4]), int(month), int(day))
    except ValueError:
        return "impossible"


def legal_today() -> date:
    """Today in the time zone in which the law counts days (Asia/Shanghai)."""
    return datetime.now(LEGAL_TIME).date()


def legal_day(moment: datetime) -> date:
    """The legal day in which the aware ``moment`` lies.

    >>> legal_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    datetime.date(2026, 11, 21)
    """
    return moment.astimezone(LEGAL_TIME).date()


def start_of_legal_day(day: date) -> datetime:
    """The moment in UTC at which the legal ``day`` begins.

    >>> start_of_legal_day(date(2026, 11, 21)).isoformat()
    '2026-11-20T16:00:00+00:00'
    """
    return datetime.combine(day, time(), LEGAL_TIME).astimezone(UTC)


def instant(moment: datetime) -> str:
    """A moment in Chinese time, to the minute.

    >>> instant(datetime(2026, 11, 21, 6, 3, tzinfo=UTC))
    '2026-11-21 14:03'
    """
    return moment.astimezone(LEGAL_TIME).strftime("%Y-%m-%d %H:%M")
