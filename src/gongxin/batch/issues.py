"""One fault as it is told: where, what was seen, what is wrong, by which rule."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from gongxin.core.text import Text

COLUMNS = 'row, "column", field, value, rule, severity, message_zh, message_en'
_FETCH = 10_000


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault of one cell. ``row`` is the number a spreadsheet shows, ``column`` the file's title."""

    row: int
    column: str
    field: str
    value: str
    rule: str
    severity: str
    message: Text


def select_issues(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    *,
    where: str = "true",
    values: list[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Issue]:
    """The issues in ``source`` (a table, view or read_parquet call) by row and column."""
    limited = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    result = connection.execute(
        f"SELECT {COLUMNS} FROM {source} WHERE {where} ORDER BY row, rank{limited}", values or []
    )
    while lines := result.fetchmany(_FETCH):
        for *place, zh, en in lines:
            yield Issue(*place, Text(zh, en))
