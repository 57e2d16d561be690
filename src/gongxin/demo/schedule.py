"""Which file each department hands in when, over five years up to November 2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

from gongxin.demo.departments import Department, Habit, departments

LAST_YEAR, LAST_MONTH = 2026, 11
MONTHS = 60
LAST_DAY_OF_MONTH = 20  # hand-ins are between the 3rd and the 20th
SHARES = {
    "permit": 0.47,
    "penalty": 0.33,
    "commitment": 0.09,
    "evaluation-result": 0.06,
    "honour": 0.02,
    "abnormal-list": 0.025,
    "serious-list": 0.005,
}
_FEWEST_ROWS = 40  # a small city has fewer files rather than emptier ones


@dataclass(frozen=True, slots=True)
class HandIn:
    """One file to be: whose, in which manner, when, with how many rows."""

    department: Department
    habit: Habit
    received_on: date
    rows: int
    months: int  # of decisions that the file covers
    place: int  # among the department's files of this item: 0 the latest, 1 the one before


def schedule(rows: int, rng: np.random.Generator) -> list[HandIn]:
    """Hand-ins that together have ``rows`` rows, in order of their days."""
    planned = [
        hand_in
        for department in departments()
        for habit in department.habits
        if habit.every
        for hand_in in _hand_ins(department, habit, rows, rng)
    ]
    return sorted(planned, key=lambda h: (h.received_on, h.department.code, h.habit.item))


def _hand_ins(
    department: Department, habit: Habit, rows: int, rng: np.random.Generator
) -> Iterator[HandIn]:
    own = round(rows * SHARES[habit.item] * habit.share)
    days = list(_days(department, habit))
    step = -(-len(days) // max(1, min(len(days), own // _FEWEST_ROWS)))
    chosen = days[::step]
    sizes = rng.multinomial(own, [1 / len(chosen)] * len(chosen))
    for place, (day, size) in enumerate(zip(chosen, sizes, strict=True)):
        if size:
            yield HandIn(department, habit, day, int(size), habit.every * step, place)


def _days(department: Department, habit: Habit) -> Iterator[date]:
    """The department's days of hand-in, the latest first."""
    day = 3 + crc32(f"{department.username} {habit.item}".encode()) % (LAST_DAY_OF_MONTH - 2)
    month = LAST_YEAR * 12 + LAST_MONTH - 1
    if habit.month:
        month -= (LAST_MONTH - habit.month) % 12
    for _ in range(0, MONTHS, habit.every):
        yield date(month // 12, month % 12 + 1, day)
        month -= habit.every
