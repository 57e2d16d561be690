from collections.abc import Callable, Iterator, Sequence

import duckdb
import pytest

from gongxin.batch.quality.run import Figure, create_tables, figures, fill
from gongxin.batch.quality.tables import SHAPES

Measured = Callable[..., dict[tuple[str, ...], tuple[int, int]]]


@pytest.fixture
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with empty tables of every shape."""
    with duckdb.connect() as connection:
        create_tables(connection)
        yield connection


def submission(number: int, **changed: object) -> list[object]:
    """A line of ``submissions``: 10 penalties of department D in November, all as they should be."""
    values: dict[str, object] = {
        "submission": number,
        "item": "penalty",
        "department": "D",
        "region": "329900",
        "month": "2026-11",
        "rows": 10,
        "accepted": 10,
        "linked": 10,
        "dated": 10,
        "late": 0,
        "cells": 100,
        "filled": 100,
        "wrong_codes": 0,
    }
    assert set(changed) <= set(values)
    return list({**values, **changed}.values())


@pytest.fixture
def measured(engine: duckdb.DuckDBPyConnection) -> Measured:
    """``measured("validity_rate", submissions=[…])``: (item, department, month) to both counts."""

    def measure(
        measure_id: str, **tables: Sequence[Sequence[object]]
    ) -> dict[tuple[str, ...], tuple[int, int]]:
        for name, lines in tables.items():
            assert name in SHAPES
            fill(engine, name, lines)
        found: list[Figure] = [f for f in figures(engine) if f.measure == measure_id]
        keys = [(f.item, f.department or f.region, f.month) for f in found]
        assert len(set(keys)) == len(keys)
        return dict(zip(keys, [(f.numerator, f.denominator) for f in found], strict=True))

    return measure
