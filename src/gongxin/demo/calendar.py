"""When things were decided: days before the hand-in, most of them inside the deadline."""

from datetime import date

import numpy as np

from gongxin.core.workdays import first_day_in_time
from gongxin.demo.columns import EPOCH_ORDINAL, Flags, Numbers

DEADLINE = 7  # working days, 发改办财金〔2018〕424号


def days_of(day: date) -> int:
    """The day counted from 1970-01-01."""
    return day.toordinal() - EPOCH_ORDINAL


def date_of(days: int) -> date:
    """The day that many days after 1970-01-01."""
    return date.fromordinal(days + EPOCH_ORDINAL)


def decision_days(
    rng: np.random.Generator, received_on: date, rows: int, late: float, span: int | None = None
) -> tuple[Numbers, Flags]:
    """Days of decision before the hand-in, and which of them lie beyond the deadline.

    Within the deadline but for the part ``late``, which goes back up to 60 days more; with
    ``span``, spread evenly over that many days before the hand-in.
    """
    end = days_of(received_on)
    limit = end - first_day_in_time_of(received_on)
    if span is None:
        back = rng.integers(1, limit + 1, rows)
        behind = rng.random(rows) < late
        back[behind] = limit + 1 + rng.integers(0, 60, int(behind.sum()))
    else:
        back = rng.integers(1, span + 1, rows)
    return end - _weekday(end - back, back), back > limit


def years_later(days: Numbers, years: Numbers | int) -> Numbers:
    """The days before the same dates ``years`` later."""
    return days + np.asarray(years) * 365 - 1


def first_day_in_time_of(received_on: date) -> int:
    """The earliest day of decision that is still reported in time on ``received_on``."""
    return days_of(first_day_in_time(received_on, DEADLINE))


def _weekday(days: Numbers, back: Numbers) -> Numbers:
    """Fewer days back where the decision would fall on a weekend and Monday is still before."""
    weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
    to_monday = np.where(weekday >= 5, 7 - weekday, 0)
    return np.where(back - to_monday >= 1, back - to_monday, back)
