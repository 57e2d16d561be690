"""Days in the spellings that nearly all files use, read by what an engine has built in for it.

Unlike :mod:`gongxin.batch.dates` they say nothing of other spellings.
"""

from collections.abc import Iterable

from gongxin.batch.engine.session import Dialect

# read by the first, written again by the second: the same text, if it is in plain form
_DASHES = (("%Y-%m-%d", "%Y-%m-%d"),)
_DIGITS = (("%Y%m%d", "%Y%m%d"),)
_BY_SIGN = {
    "/": (("%Y/%m/%d", "%Y/%-m/%-d"), ("%Y/%m/%d", "%Y/%m/%d")),
    "年": (("%Y年%m月%d日", "%Y年%-m月%-d日"),),
    ".": (("%Y.%m.%d", "%Y.%-m.%-d"),),
}
_SPELLINGS = (*_DASHES, *_DIGITS, *(one for several in _BY_SIGN.values() for one in several))
_ISO = "yyyy-MM-dd"


def no_plain_day(column: str, dialect: Dialect, many: bool) -> str:
    """SQL: where a text is no day of the calendar in one of these spellings; not for null.

    The engine asks functions once of each distinct day where rows are ``many``; of few rows it is
    told first which spelling to try.
    """
    if dialect == "spark":
        written = f"date_format(try_to_date({column}, '{_ISO}'), '{_ISO}')"
        return f"coalesce({written} <> {column}, {column} IS NOT NULL)"
    if many:
        return _is_other(column, _SPELLINGS)
    chosen = " ".join(
        f"WHEN contains({column}, '{sign}') THEN {_is_other(column, spellings)}"
        for sign, spellings in _BY_SIGN.items()
    )
    return f"CASE WHEN {_is_other_than_iso(column)} THEN CASE {chosen} ELSE {_is_other(column, _DIGITS)} END END"


def _is_other(column: str, spellings: Iterable[tuple[str, str]]) -> str:
    return " AND ".join(
        f"coalesce(strftime(try_strptime({column}, '{read}'), '{written}') <> {column},"
        f" {column} IS NOT NULL)"
        for read, written in spellings
    )


def _is_other_than_iso(column: str) -> str:
    read = f"coalesce(CAST(TRY_CAST({column} AS DATE) AS VARCHAR) <> {column}, true)"
    return f"{column} IS NOT NULL AND (strlen({column}) <> 10 OR {read})"


def plain_day(column: str, dialect: Dialect, many: bool) -> str:
    """SQL: the day of a text in one of these spellings; null or any day for other texts."""
    if dialect == "spark":
        return f"try_to_date({column}, '{_ISO}')"
    if many:
        return _read(column, _SPELLINGS)
    chosen = " ".join(
        f"WHEN contains({column}, '{sign}') THEN {_read(column, spellings)}"
        for sign, spellings in _BY_SIGN.items()
    )
    # the cast takes long to say why it can't read a text
    chosen += f" WHEN strlen({column}) = 8 THEN {_read(column, _DIGITS)}"
    return f"CASE {chosen} ELSE TRY_CAST({column} AS DATE) END"


def _read(column: str, spellings: Iterable[tuple[str, str]]) -> str:
    read = dict.fromkeys(f"try_strptime({column}, '{spelling}')" for spelling, _ in spellings)
    return f"coalesce({', '.join(read)})"
