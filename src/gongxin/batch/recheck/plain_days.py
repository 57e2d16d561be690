"""Days in the spellings that nearly all files use, read by what an engine has built in for it.

Unlike :mod:`gongxin.batch.dates` they say nothing of other spellings.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from gongxin.batch.engine.session import Dialect

_Sign = Literal["-", "/", "年", ".", ""]  # that tells a spelling; none for digits alone

# DuckDB: one pattern for all spellings, and one list to read them by. Each is a function of the
# column alone, which the engine asks once of each distinct day (unlike ``regexp_matches``).
_READ_IN_TURN = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d")

_Spelling = tuple[str, str]
"""Read by the first, written again by the second: the same text, if it is in plain form."""
_OF_SPARK: Mapping[_Sign, tuple[_Spelling, ...]] = {
    "-": (("yyyy-MM-dd", "yyyy-MM-dd"),),
    "/": (("yyyy/M/d", "yyyy/M/d"), ("yyyy/M/d", "yyyy/MM/dd")),
    "年": (("yyyy年M月d日", "yyyy年M月d日"),),
    ".": (("yyyy.M.d", "yyyy.M.d"),),
    "": (("yyyyMMdd", "yyyyMMdd"),),
}
_NO_YEAR = "0000"  # which Spark takes for the year before the first


def _spelled(between: str, then: str, end: str, zero: str) -> str:
    """A pattern of the days of the calendar since the year 1000; ``zero`` stands before one digit."""
    months_of_31 = f"(?:{zero}[13578]|1[02])"
    months_of_30 = f"(?:{zero}[469]|11)"
    leap = "[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00"
    return (
        "(?:[1-9][0-9]{3}" + between + "(?:"
        f"{months_of_31}{then}(?:{zero}[1-9]|[12][0-9]|3[01])"
        f"|{months_of_30}{then}(?:{zero}[1-9]|[12][0-9]|30)"
        f"|{zero}2{then}(?:{zero}[1-9]|1[0-9]|2[0-8]))"
        f"|(?:{leap}){between}{zero}2{then}29){end}"
    )


_PLAIN = "|".join(
    (
        _spelled("-", "-", "", "0"),
        _spelled("/", "/", "", ""),
        _spelled("/", "/", "", "0"),
        _spelled("年", "月", "日", ""),
        _spelled("[.]", "[.]", "", ""),
        _spelled("", "", "", "0"),
    )
)


def no_plain_day(column: str, dialect: Dialect) -> str:
    """SQL: where a text is no day of the calendar in one of these spellings; not for null."""
    if dialect == "duckdb":
        return f"NOT regexp_full_match({column}, '{_PLAIN}')"
    asked = {sign: _is_other(column, each) for sign, each in _OF_SPARK.items()}
    return f"({_by_sign(column, asked)} OR {column} LIKE '{_NO_YEAR}%')"


def plain_day(column: str, dialect: Dialect) -> str:
    """SQL: the day of a text in one of these spellings; null or any day for other texts."""
    if dialect == "duckdb":
        listed = ", ".join(f"'{spelling}'" for spelling in _READ_IN_TURN)
        return f"CAST(try_strptime({column}, [{listed}]) AS DATE)"
    return _by_sign(column, {sign: _read(column, each) for sign, each in _OF_SPARK.items()})


def _by_sign(column: str, asked: Mapping[_Sign, str]) -> str:
    chosen = " ".join(
        f"WHEN contains({column}, '{sign}') THEN {made}" for sign, made in asked.items() if sign
    )
    return f"CASE {chosen} ELSE {asked['']} END"


def _is_other(column: str, spellings: Iterable[_Spelling]) -> str:
    return " AND ".join(
        f"coalesce(date_format(try_to_date({column}, '{one}'), '{other}') <> {column},"
        f" {column} IS NOT NULL)"
        for one, other in spellings
    )


def _read(column: str, spellings: Iterable[_Spelling]) -> str:
    read = dict.fromkeys(f"try_to_date({column}, '{spelling}')" for spelling, _ in spellings)
    return f"coalesce({', '.join(read)})"
