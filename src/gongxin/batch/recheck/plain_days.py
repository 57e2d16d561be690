"""Days in the spellings that nearly all files use, read by what an engine has built in for it.

Unlike :mod:`gongxin.batch.dates` they say nothing of other spellings.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from gongxin.batch.engine.session import Dialect

_Spelling = tuple[str, str]
"""Read by the first, written again by the second: the same text, if it is in plain form."""
_Sign = Literal["-", "/", "年", ".", ""]  # that tells a spelling; none for digits alone

_SPELLINGS: Mapping[Dialect, Mapping[_Sign, tuple[_Spelling, ...]]] = {
    "duckdb": {
        "-": (("%Y-%m-%d", "%Y-%m-%d"),),
        "/": (("%Y/%m/%d", "%Y/%-m/%-d"), ("%Y/%m/%d", "%Y/%m/%d")),
        "年": (("%Y年%m月%d日", "%Y年%-m月%-d日"),),
        ".": (("%Y.%m.%d", "%Y.%-m.%-d"),),
        "": (("%Y%m%d", "%Y%m%d"),),
    },
    "spark": {
        "-": (("yyyy-MM-dd", "yyyy-MM-dd"),),
        "/": (("yyyy/M/d", "yyyy/M/d"), ("yyyy/M/d", "yyyy/MM/dd")),
        "年": (("yyyy年M月d日", "yyyy年M月d日"),),
        ".": (("yyyy.M.d", "yyyy.M.d"),),
        "": (("yyyyMMdd", "yyyyMMdd"),),
    },
}
_NO_YEAR = "0000"  # which the engines take for the year before the first
_READ = {"duckdb": "try_strptime", "spark": "try_to_date"}
_WRITE = {"duckdb": "strftime", "spark": "date_format"}


def no_plain_day(column: str, dialect: Dialect, many: bool) -> str:
    """SQL: where a text is no day of the calendar in one of these spellings; not for null.

    The engine asks functions once of each distinct day where rows are ``many``; of few rows it is
    told first which spelling to try.
    """
    spellings = _SPELLINGS[dialect]
    asked = {sign: _is_other(column, each, dialect) for sign, each in spellings.items()}
    if dialect == "spark":
        other = _by_sign(column, asked, asked[""])
    elif many:
        other = " AND ".join(asked.values())
    else:  # the commonest by a cast, which is sooner done
        del asked["-"]
        others = _by_sign(column, asked, asked[""])
        other = f"CASE WHEN {_is_other_than_iso(column)} THEN {others} END"
    return f"({other} OR {column} LIKE '{_NO_YEAR}%')"


def plain_day(column: str, dialect: Dialect, many: bool) -> str:
    """SQL: the day of a text in one of these spellings; null or any day for other texts."""
    spellings = _SPELLINGS[dialect]
    if many:
        return _read(column, (one for each in spellings.values() for one in each), dialect)
    asked = {sign: _read(column, each, dialect) for sign, each in spellings.items()}
    if dialect == "spark":
        return _by_sign(column, asked, asked[""])
    del asked["-"]
    # the cast takes long to say why it can't read a text
    digits = f"WHEN strlen({column}) = 8 THEN {asked['']}"
    return _by_sign(column, asked, f"CASE {digits} ELSE TRY_CAST({column} AS DATE) END")


def _by_sign(column: str, asked: Mapping[_Sign, str], otherwise: str) -> str:
    chosen = " ".join(
        f"WHEN contains({column}, '{sign}') THEN {made}" for sign, made in asked.items() if sign
    )
    return f"CASE {chosen} ELSE {otherwise} END"


def _is_other(column: str, spellings: Iterable[_Spelling], dialect: Dialect) -> str:
    read, write = _READ[dialect], _WRITE[dialect]
    return " AND ".join(
        f"coalesce({write}({read}({column}, '{one}'), '{other}') <> {column}, {column} IS NOT NULL)"
        for one, other in spellings
    )


def _is_other_than_iso(column: str) -> str:
    read = f"coalesce(CAST(TRY_CAST({column} AS DATE) AS VARCHAR) <> {column}, true)"
    return f"{column} IS NOT NULL AND (strlen({column}) <> 10 OR {read})"


def _read(column: str, spellings: Iterable[_Spelling], dialect: Dialect) -> str:
    read = dict.fromkeys(f"{_READ[dialect]}({column}, '{spelling}')" for spelling, _ in spellings)
    return f"coalesce({', '.join(read)})"
