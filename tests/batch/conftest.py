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

Expressions = Mapping[str, Callable[[ir.StringValue], ir.Value]]
Answers = list[dict[str, Any]]
Ask = Callable[[Sequence[str]], Answers]


@pytest.fixture(scope="session")
def asking() -> Iterator[Callable[[Expressions], Ask]]:
    """Compiles expressions on a text column once; asking runs them in DuckDB on given texts."""
    connection = ibis.duckdb.connect()
    inputs = ibis.table({"position": "int64", "text": "string"}, name="inputs")

    def compiled(expressions: Expressions) -> Ask:
        columns = {name: make(inputs["text"]) for name, make in expressions.items()}
        query = connection.compile(inputs.select("position", **columns).order_by("position"))

        def ask(texts: Sequence[str]) -> Answers:
            frame = pd.DataFrame({"position": range(len(texts)), "text": list(texts)})
            connection.con.register("inputs", frame.astype({"text": "string"}))
            rows = connection.raw_sql(query).fetchall()
            return [dict(zip(columns, row[1:], strict=True)) for row in rows]

        return ask

    yield compiled
    connection.disconnect()
