"""The words of every fault, filled in for an item's fields; only the value seen is left open."""

import duckdb
import pyarrow as pa

from gongxin.batch.checks.check import Check
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.readers.header import Layout
from gongxin.core.text import Text
from gongxin.law.catalogue import Condition, Field, Item

SEEN = "{seen}"


def message(check: Check, field: Field, item: Item, column: str) -> Text:
    """The check's sentence about one field, with ``{seen}`` still open."""
    zh, en = (_words(field, item, language) for language in ("zh", "en"))
    return Text(
        check.message.zh.format(seen=SEEN, column=column, **zh),
        check.message.en.format(seen=SEEN, column=_english(column, field), **en),
    )


def _english(column: str, field: Field) -> str:
    return column if column.isascii() else field.title.en


def _words(field: Field, item: Item, language: str) -> dict[str, object]:
    condition = field.required_if or field.only_if
    other = item.index.get(field.not_before or (condition.field if condition else ""))
    return {
        "length": field.length,
        "unit": field.unit or "",
        "choices": _choices(field, language),
        "example": field.example or _EXAMPLES.get(field.type, ""),
        "accepted_zh": _accepted(field, "zh"),
        "accepted_en": _accepted(field, "en"),
        "other": other.title.of(language) if other else "",
        "other_choices": _condition(other, condition, language),
        "deadline": item.deadline.working_days if item.deadline else "",
    }


_EXAMPLES = {
    "uscc": "91329901MA1000012X",
    "orgcode": "MA1000012",
    "regno": "329901000000012",
    "date": "2026-11-21",
    "money": "0.2",
    "capital": "200万元",
    "integer": "3",
}


def _choices(field: Field, language: str) -> str:
    titles = [
        c.value if language == "zh" else f"{c.value} ({c.title.en})"
        for c in field.choices
        if not c.refused
    ]
    return ("、" if language == "zh" else ", ").join(titles)


def _accepted(field: Field, language: str) -> str:
    if field.choices:
        choices = _choices(field, language)
        return f"可选：{choices}。" if language == "zh" else f"Accepted: {choices}."
    example = field.example or _EXAMPLES.get(field.type)
    if example is None:
        return ""
    return f"例如：{example}。" if language == "zh" else f"For example: {example}."


def _condition(other: Field | None, condition: Condition | None, language: str) -> str:
    if other is None or condition is None:
        return ""
    if not condition.any_of:
        return "已填写" if language == "zh" else "filled"
    titles = {c.value: c.title.of(language) for c in other.choices}
    words = [titles.get(value, value) for value in condition.any_of]
    return "「" + "、".join(words) + "」" if language == "zh" else " or ".join(words)


def create_issues(connection: duckdb.DuckDBPyConnection, item: Item, layout: Layout) -> None:
    """Make the view ``issues`` over ``faults``: place, value, rule, severity and both messages."""
    found = connection.execute("SELECT DISTINCT field, check_id FROM faults").fetchall()
    places = {field.code: place for place, field in enumerate(item.fields)}
    ranks = {check.id: rank for rank, check in enumerate(CHECKS)}
    by_id = {check.id: check for check in CHECKS}
    lines = []
    for code, check_id in found:
        field, check = item.index[code], by_id[check_id]
        column = layout.title_of(code) or field.title.zh
        words = message(check, field, item, column)
        rank = places[code] * 1000 + ranks[check_id]
        lines.append((code, check_id, column, check.severity, words.zh, words.en, rank))
    names = ("field", "check_id", "column", "severity", "zh", "en", "rank")
    types = [pa.string()] * 6 + [pa.int64()]
    columns = list(zip(*lines, strict=True)) or [[]] * 7
    table = pa.table(
        [pa.array(c, t) for c, t in zip(columns, types, strict=True)], names=list(names)
    )
    connection.register("messages", table)
    connection.execute(
        "CREATE VIEW issues AS SELECT f.row, m.\"column\", f.field, coalesce(f.value, '') AS value,"
        " f.check_id AS rule, m.severity, replace(m.zh, '{seen}', coalesce(f.value, '')) AS message_zh,"
        " replace(m.en, '{seen}', coalesce(f.value, '')) AS message_en, m.rank"
        " FROM faults f JOIN messages m USING (field, check_id)"
    )
