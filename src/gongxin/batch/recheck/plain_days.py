"""Days in the spellings that nearly all files use, read by what an engine has built in for it.

Unlike :mod:`gongxin.batch.dates` they say nothing of other spellings.
"""

from gongxin.batch.engine.session import Dialect

# read by the first, written again by the second: the same text, if it is in plain form
_SPELLINGS = (
    ("%Y-%m-%d", "%Y-%m-%d"),
    ("%Y/%m/%d", "%Y/%-m/%-d"),
    ("%Y/%m/%d", "%Y/%m/%d"),
    ("%Y%m%d", "%Y%m%d"),
    ("%Y年%m月%d日", "%Y年%-m月%-d日"),
    ("%Y.%m.%d", "%Y.%-m.%-d"),
)
_ISO = "yyyy-MM-dd"


def no_plain_day(column: str, dialect: Dialect) -> str:
    """SQL: where a text is no day of the calendar in one of these spellings; not for null."""
    if dialect == "spark":
        written = f"date_format(try_to_date({column}, '{_ISO}'), '{_ISO}')"
        return f"coalesce({written} <> {column}, {column} IS NOT NULL)"
    other = (
        f"coalesce(strftime(try_strptime({column}, '{read}'), '{written}') <> {column},"
        f" {column} IS NOT NULL)"
        for read, written in _SPELLINGS
    )
    return " AND ".join(other)


def plain_day(column: str, dialect: Dialect) -> str:
    """SQL: the day of a text in one of these spellings; null or any day for other texts."""
    if dialect == "spark":
        return f"try_to_date({column}, '{_ISO}')"
    spellings = dict.fromkeys(read for read, _ in _SPELLINGS)
    days = (f"try_strptime({column}, '{spelling}')" for spelling in spellings)
    return f"coalesce({', '.join(days)})"
