"""The twelve months that end with each month that is measured."""

from collections.abc import Iterable
from typing import Final

SPAN: Final = 12
"""Months over which a series of reports is looked at."""


def spans(months: Iterable[str]) -> list[tuple[str, str, int]]:
    """The rows of the table ``spans`` for some months.

    >>> spans(["2026-02"])[:3]
    [('2026-02', '2026-02', 0), ('2026-02', '2026-01', 1), ('2026-02', '2025-12', 2)]
    """
    return [(month, months_before(month, age), age) for month in months for age in range(SPAN)]


def months_before(month: str, number: int) -> str:
    """The month ``number`` months earlier (later where it is negative).

    >>> months_before("2026-01", 1), months_before("2026-12", -1)
    ('2025-12', '2027-01')
    """
    count = int(month[:4]) * 12 + int(month[5:7]) - 1 - number
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def months_between(first: str, last: str) -> list[str]:
    """Every month from ``first`` to ``last``; none when it is earlier.

    >>> months_between("2025-12", "2026-01")
    ['2025-12', '2026-01']
    """
    found, month = [], first
    while month <= last:
        found.append(month)
        month = months_before(month, -1)
    return found
