"""Compute the measures in an engine that holds their tables."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import duckdb
import pyarrow as pa

from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.session import Dialect
from gongxin.batch.quality.measure import GRAIN, Measure
from gongxin.batch.quality.registry import BY_ID, MEASURES
from gongxin.batch.quality.tables import SHAPES, unbound

TYPES = {"int64": "BIGINT", "string": "VARCHAR", "boolean": "BOOLEAN"}
"""The types of the tables as engines spell them."""


class Figure(NamedTuple):
    """One figure of a measure; ``department`` is empty where it is not one department's."""

    measure: str
    item: str
    department: str
    region: str
    month: str
    numerator: int
    denominator: int


def figures(
    connection: duckdb.DuckDBPyConnection, measures: Sequence[Measure] = MEASURES
) -> list[Figure]:
    """The figures of some measures from the tables that the connection holds, in a fixed order."""
    return [
        Figure(measure.id, *line)
        for measure in measures
        for line in connection.execute(figures_sql(measure.id, "duckdb")).fetchall()
    ]


def create_tables(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = SHAPES) -> None:
    """Make the named tables, empty, so that a measure of which nothing is known answers nothing."""
    for name in names:
        columns = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in SHAPES[name].items())
        connection.execute(f'CREATE OR REPLACE TABLE "{name}" ({columns})')


def fill(
    connection: duckdb.DuckDBPyConnection, name: str, lines: Sequence[Sequence[object]]
) -> None:
    """Add lines, in the order of the table's columns, to a table that is there."""
    if not lines:
        return
    columns = dict(zip(SHAPES[name], zip(*lines, strict=True), strict=True))
    kinds = {"int64": pa.int64(), "string": pa.string(), "boolean": pa.bool_()}
    arrays = [pa.array(columns[c], kinds[kind]) for c, kind in SHAPES[name].items()]
    connection.register("lines", pa.table(arrays, names=list(SHAPES[name])))
    connection.execute(f'INSERT INTO "{name}" SELECT * FROM lines')
    connection.unregister("lines")


@cache
def figures_sql(measure_id: str, dialect: Dialect) -> str:
    """The statement that selects a measure's figures, in the order of what they are about."""
    return to_sql(BY_ID[measure_id].figures(unbound()).order_by(*GRAIN), dialect)


@cache
def behind_sql(measure_id: str, dialect: Dialect = "duckdb") -> str:
    """The statement that selects the rows behind a measure, in no order."""
    return to_sql(BY_ID[measure_id].behind(unbound()), dialect)
