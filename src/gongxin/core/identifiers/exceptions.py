"""The evidenced exceptions: codes in real use whose check digit is wrong."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class IdentifierException:
    """One code that was issued with a wrong check digit, and how that is known."""

    code: str
    evidence: str
    added: date


@cache
def exceptions() -> dict[str, IdentifierException]:
    """All evidenced exceptions by code."""
    source = files("gongxin.core") / "data" / "identifier_exceptions.csv"
    rows = [
        IdentifierException(row["code"], row["evidence"], date.fromisoformat(row["added"]))
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    ]
    return {row.code: row for row in rows}


def is_excepted(code: str) -> bool:
    """True when a wrong check digit is not held against ``code``.

    >>> is_excepted("91350203M0001QAY9B")
    True
    """
    return code in exceptions()
