"""One fault as it is told: where, what was seen, what is wrong, by which rule."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from gongxin.batch.engine import literal
from gongxin.batch.plans import Plan
from gongxin.batch.readers.header import Layout
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
    query = f"SELECT {COLUMNS} FROM {source} WHERE {where} ORDER BY row, rank{limited}"
    result = connection.execute(query, values) if values else connection.execute(query)
    while lines := result.fetchmany(_FETCH):
        for row, column, field, value, rule, severity, zh, en in lines:
            yield Issue(row, column, field, value, rule, severity, Text(zh, en))


def select_issue_lines(
    connection: duckdb.DuckDBPyConnection, limit: int | None = None
) -> Iterator[list[str]]:
    """The issues as JSON objects, in batches: written by the engine, there may be millions."""
    limited = "" if limit is None else f" LIMIT {int(limit)}"
    result = connection.execute(f"SELECT line FROM issue_lines ORDER BY row, rank{limited}")
    while lines := result.fetchmany(_FETCH):
        yield [line for (line,) in lines]


def create_issues(connection: duckdb.DuckDBPyConnection, plan: Plan, layout: Layout) -> None:
    """Make the view ``issues`` over ``faults``: place, value, rule, severity and both messages.

    ``issue_lines`` has the same as JSON, of which all but row and value is written here once.
    """
    titles = {c.field.code: c.title for c in layout.read if c.field}
    lines = []
    for words in plan.words:
        column = titles.get(words.field, words.title)
        english = column if column.isascii() else words.title_en
        before = {"column": column, "field": words.field}
        zh, en = words.zh.replace("{column}", column), words.en.replace("{column}", english)
        after = {
            "rule": words.check_id,
            "severity": words.severity,
            "message": zh,
            "message_en": en,
        }
        lines.append(
            {
                "field": words.field,
                "rule": words.check_id,
                "column": column,
                "severity": words.severity,
                "zh": zh,
                "en": en,
                "rank": words.rank,
                "before": f'{_json(before)[1:-1]},"value":',
                "after": f",{_json(after)[1:]}",
            }
        )
    shape = dict.fromkeys(lines[0], "VARCHAR") | {"rank": "BIGINT"}
    # as literals: a parameter would make the engine load Python's table libraries
    connection.execute(
        f"CREATE TABLE words AS SELECT unnest(from_json({literal(json.dumps(lines))}::JSON,"
        f" {literal(json.dumps([shape]))}), max_depth := 2)"
    )
    connection.execute(
        "CREATE VIEW issues AS SELECT f.row, w.column, f.field, coalesce(f.value, '') AS value,"
        " w.rule, w.severity, replace(w.zh, '{seen}', coalesce(f.value, '')) AS message_zh,"
        " replace(w.en, '{seen}', coalesce(f.value, '')) AS message_en, w.rank"
        " FROM faults f JOIN words w ON w.field = f.field AND w.rule = f.check_id"
    )
    connection.execute(
        "CREATE VIEW issue_lines AS SELECT row, rank, concat('{\"row\":', row, ',', before, seen,"
        " replace(after, '{seen}', substring(seen, 2, length(seen) - 2))) AS line FROM"
        " (SELECT f.row, w.rank, w.before, w.after, to_json(coalesce(f.value, ''))::VARCHAR AS seen"
        " FROM faults f JOIN words w ON w.field = f.field AND w.rule = f.check_id)"
    )


def _json(members: dict[str, str]) -> str:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))
