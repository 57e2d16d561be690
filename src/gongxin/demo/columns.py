"""Columns of text, made by the hundred thousand: Arrow strings joined and taken, never looped over."""

import zlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Column: TypeAlias = pa.StringArray
Numbers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

EPOCH_ORDINAL = 719_163  # date.toordinal of 1970-01-01; days are counted from there


def stream(seed: int, *names: object) -> np.random.Generator:
    """A random generator of its own for each purpose, so that one part's draws never move another's."""
    return np.random.default_rng([seed, *(zlib.crc32(str(name).encode()) for name in names)])


def column(values: Sequence[str | None]) -> Column:
    """The values as a column."""
    return pa.array(values, pa.string())


def constant(value: str, rows: int) -> Column:
    """The same text in every row."""
    return column([value]).take(pa.array(np.zeros(rows, np.int64)))


def take(source: Column, index: npt.NDArray[np.integer]) -> Column:
    """``source[index]``, row by row."""
    return source.take(pa.array(index))


def choose(
    rng: np.random.Generator,
    values: Sequence[str],
    rows: int,
    weights: Sequence[float] | None = None,
) -> Column:
    """A random value for each row."""
    return take(column(list(values)), draw(rng, len(values), rows, weights))


def draw(
    rng: np.random.Generator, choices: int, rows: int, weights: Sequence[float] | None = None
) -> Numbers:
    """A random number below ``choices`` for each row, by weight when weights are given."""
    if weights is None:
        return rng.integers(0, choices, rows)
    total = np.cumsum(np.asarray(weights, float))
    return np.searchsorted(total, rng.random(rows) * total[-1], side="right").astype(np.int64)


def within(
    rng: np.random.Generator, group: Numbers, owner: Sequence[int], weights: Sequence[float]
) -> Numbers:
    """For each row a random position among the entries that its group owns, by weight."""
    owners, weight = np.asarray(owner), np.asarray(weights, float)
    position = np.zeros(len(group), np.int64)
    for number in np.unique(group):
        own, rows = np.flatnonzero(owners == number), np.flatnonzero(group == number)
        position[rows] = own[draw(rng, len(own), len(rows), weight[own].tolist())]
    return position


def join(*parts: Column | str) -> Column:
    """The parts of each row one after the other; a missing part counts as empty."""
    return pc.binary_join_element_wise(
        *parts, "", null_handling="replace", null_replacement=""
    ).cast(pa.string())


def where(condition: Flags, yes: Column | str, no: Column | str) -> Column:
    """``yes`` in the rows where the condition holds, ``no`` in the others."""
    return pc.if_else(pa.array(condition), _text(yes), _text(no))


def blank_where(condition: Flags, values: Column) -> Column:
    """The values with the empty text in the rows where the condition holds."""
    return where(condition, "", values)


def iso(days: Numbers) -> Column:
    """Days since 1970-01-01 as 2026-11-21."""
    return pa.array(days.astype("int32"), pa.date32()).cast(pa.string())


def spelled(numbers: npt.NDArray[np.generic], spell: Callable[[int | float], str]) -> Column:
    """Each number as text; ``spell`` is called once for every distinct number."""
    distinct, index = np.unique(numbers, return_inverse=True)
    return take(column([spell(value) for value in distinct.tolist()]), index)


def digits(numbers: Numbers, width: int = 0) -> Column:
    """Whole numbers as text, filled up with zeros to ``width``."""
    text = pa.array(numbers, pa.int64()).cast(pa.string())
    return pc.utf8_lpad(text, width, "0") if width else text


def _text(value: Column | str) -> Column | pa.StringScalar:
    return pa.scalar(value, pa.string()) if isinstance(value, str) else value
