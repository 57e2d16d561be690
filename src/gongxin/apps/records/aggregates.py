"""Figures about one organisation from rows that lie in the lake: only those the catalogue names.

The rows themselves are shown nowhere. Files of the lake keep the rows of one organisation together,
so that reading them takes milliseconds; the few rows are then added up here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
from django.conf import settings

from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.visibility import Viewer, shown_aggregates
from gongxin.apps.subjects.models import Subject
from gongxin.batch.engine import file_literal, quoted
from gongxin.batch.lake import Lake
from gongxin.core import money
from gongxin.core.dates import read_date
from gongxin.law.catalogue import Aggregate, Condition, Field, Item
from gongxin.law.months import add_months


@dataclass(frozen=True, slots=True)
class ItemAggregates:
    """The figures of one item, in the order in which the catalogue names them."""

    item: Item
    figures: list[tuple[Aggregate, str]]


def aggregates_about(subject: Subject, viewer: Viewer, moment: AsOf) -> list[ItemAggregates]:
    """What ``viewer`` may read of the organisation's rows in the lake, from files up to the day.

    Items of which the lake has no row about it are left out.
    """
    wanted = shown_aggregates(viewer)
    if not wanted or (viewer.subject_id is not None and viewer.subject_id != subject.pk):
        return []
    lake = Lake(Path(settings.GONGXIN_HOME) / "lake")
    found = []
    with duckdb.connect(config={"threads": 1}) as engine:
        for item, aggregates in wanted:
            rows = _read(engine, lake, item, subject.code, moment.on)
            if rows:
                figures = [(one, _figure(item, one, rows, moment.on)) for one in aggregates]
                found.append(ItemAggregates(item, figures))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    decided_on: date
    cells: dict[str, str | None]


def _read(
    engine: duckdb.DuckDBPyConnection, lake: Lake, item: Item, code: str, on: date
) -> list[_Row]:
    try:
        return _rows(engine, lake.files(item.id), item, code, on)
    except duckdb.IOException:  # a file was replaced between listing and reading
        return _rows(engine, lake.files(item.id), item, code, on)


def _rows(
    engine: duckdb.DuckDBPyConnection, files: list[Path], item: Item, code: str, on: date
) -> list[_Row]:
    """The organisation's rows that were received by the day, the latest decision last."""
    if not files:
        return []
    named = {one.field for one in item.aggregates} | {
        one.where.field for one in item.aggregates if one.where
    }
    codes = [item.decided, *sorted(name for name in named if name and name != item.decided)]
    columns = ", ".join(map(quoted, codes))
    listed = ", ".join(file_literal(path) for path in files)
    rows = engine.execute(
        f"SELECT {columns} FROM read_parquet([{listed}], union_by_name = true,"
        " hive_partitioning = false) WHERE subject = ? AND received_on <= ?"
        " ORDER BY submission, row",
        [code, on],
    ).fetchall()
    made = [(read_date(row[0] or ""), dict(zip(codes, row, strict=True))) for row in rows]
    dated = [_Row(day, cells) for day, cells in made if isinstance(day, date) and day <= on]
    return sorted(dated, key=lambda row: row.decided_on)


def _figure(item: Item, aggregate: Aggregate, rows: list[_Row], on: date) -> str:
    """The figure as text; empty for the latest of nothing."""
    since = date.min
    if aggregate.within_months is not None:
        since = add_months(on, -aggregate.within_months)
    chosen = [
        row
        for row in rows
        if row.decided_on > since and (not aggregate.where or _meets(item, aggregate.where, row))
    ]
    return _KINDS[aggregate.kind](item.index.get(aggregate.field or ""), chosen)


def _meets(item: Item, condition: Condition, row: _Row) -> bool:
    text = row.cells[condition.field]
    if text is None or not condition.any_of:
        return text is not None
    choices = item.index[condition.field].choices
    spellings = {s for c in choices if c.value in condition.any_of for s in (c.value, *c.also)}
    return text in (spellings or condition.any_of)


def _months(field: Field | None, rows: list[_Row]) -> str:
    return str(len({(row.decided_on.year, row.decided_on.month) for row in rows}))


def _sum(field: Field | None, rows: list[_Row]) -> str:
    return money.canonical(sum(_amounts(field, rows), Decimal(0)))


def _amounts(field: Field | None, rows: list[_Row]) -> Iterable[Decimal]:
    for row in rows:
        amount = money.read_wan(row.cells[field.code] or "") if field else Decimal(0)
        if isinstance(amount, Decimal):
            yield amount


def _latest(field: Field | None, rows: list[_Row]) -> str:
    values = [row.cells[field.code] for row in rows if field and row.cells[field.code]]
    return values[-1] or "" if values else ""


_KINDS: dict[str, Callable[[Field | None, list[_Row]], str]] = {
    "count": lambda field, rows: str(len(rows)),
    "months": _months,
    "sum": _sum,
    "latest": _latest,
}
