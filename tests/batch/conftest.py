"""What the tests of column expressions share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd
import pytest
from hypothesis import settings

settings.register_profile("gongxin", deadline=None)
settings.load_profile("gongxin")

Rows = Sequence[Mapping[str, Any]]
Answers = list[dict[str, Any]]
ByTable = Mapping[str, Callable[[ir.Table], ir.Value]]
ByColumn = Mapping[str, Callable[[ir.StringValue], ir.Value]]


@pytest.fixture(scope="session")
def asking_rows() -> Iterator[Callable[[dict[str, str], ByTable], Callable[[Rows], Answers]]]:
    """Compiles expressions on a table once; asking runs them in DuckDB on given rows."""
    connection = ibis.duckdb.connect()

    def compiled(schema: dict[str, str], expressions: ByTable) -> Callable[[Rows], Answers]:
        inputs = ibis.table({"position": "int64", **schema}, name="inputs")
        columns = {name: make(inputs) for name, make in expressions.items()}
        query = connection.compile(inputs.select("position", **columns).order_by("position"))

        def ask(rows: Rows) -> Answers:
            frame = pd.DataFrame(list(rows), columns=list(schema)).astype(schema)
            connection.con.register("inputs", frame.assign(position=range(len(rows))))
            answers = connection.raw_sql(query).fetchall()
            return [dict(zip(columns, answer[1:], strict=True)) for answer in answers]

        return ask

    yield compiled
    connection.disconnect()


@pytest.fixture(scope="session")
def asking(
    asking_rows: Callable[..., Callable[[Rows], Answers]],
) -> Callable[[ByColumn], Callable[[Sequence[str]], Answers]]:
    """Compiles expressions on a text column once; asking runs them in DuckDB on given texts."""

    def compiled(expressions: ByColumn) -> Callable[[Sequence[str]], Answers]:
        by_table = {
            name: lambda table, make=make: make(table["text"]) for name, make in expressions.items()
        }
        ask = asking_rows({"text": "string"}, by_table)
        return lambda texts: ask([{"text": text} for text in texts])

    return compiled
