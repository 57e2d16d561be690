"""What is checked together: units of one item, and parts of many items in a batch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.recheck.statements import Reading, reading
from gongxin.batch.runs.units import Unit
from gongxin.law.catalogue import Item

Size = Literal["few", "some", "many"]
FEW_ROWS: Mapping[Dialect, int] = {"duckdb": 10_000, "spark": 40_000}
"""Of an item: below that, to plan a statement for it takes longer than to judge all its rows."""
ROWS_SORTED = 40_000_000  # of an item, in memory at once
ROWS_POOLED = 2_000_000  # of items of few rows, likewise


@dataclass(frozen=True, slots=True)
class Part:
    """Units of one item that are checked together."""

    item: Item
    units: tuple[Unit, ...]
    rows: dict[str, int]  # by month
    reading: Reading

    @property
    def size(self) -> Size:
        """Of ``few`` rows all are taken as doubtful; codes are looked up otherwise for ``many``."""
        if self.reading.size < FEW_ROWS[self.reading.dialect]:
            return "few"
        return "many" if self.reading.many else "some"


@dataclass(slots=True)
class _Batch:
    parts: list[Part] = field(default_factory=list)
    rows: int = 0
    pooled: int = 0

    def add(self, part: Part) -> None:
        self.parts.append(part)
        self.rows += part.reading.size
        self.pooled += _pooled(part)

    def has_room_for(self, part: Part, limit: int) -> bool:
        fits = self.rows + part.reading.size <= limit
        return not self.parts or (fits and self.pooled + _pooled(part) <= ROWS_POOLED)


def _pooled(part: Part) -> int:
    """Rows that are pooled for certain."""
    return part.reading.size if part.size == "few" else 0


def batches(
    session: Session, open_units: list[tuple[Item, list[Unit]]], limit: int
) -> Iterator[list[Part]]:
    """Parts to check together, of no more than ``limit`` rows unless one alone has more.

    Those of many rows are by themselves: one of them in a statement with others slows it down.
    """
    open_ones = {True: _Batch(), False: _Batch()}
    for item, units in open_units:
        for part in _parts(session, item, units, min(limit, ROWS_SORTED)):
            many = part.size == "many"
            if not open_ones[many].has_room_for(part, limit):
                yield open_ones[many].parts
                open_ones[many] = _Batch()
            open_ones[many].add(part)
    yield from (batch.parts for batch in open_ones.values() if batch.parts)


def _parts(session: Session, item: Item, units: list[Unit], limit: int) -> Iterator[Part]:
    """The units of an item together, or in runs of months where they are more than the limit."""
    counts = session.count([path for unit in units for path in unit.files])
    rows = {unit.month: sum(counts[path] for path in unit.files) for unit in units}
    group: list[Unit] = []
    for unit in units:
        if group and sum(rows[one.month] for one in group) + rows[unit.month] > limit:
            yield _part(session, item, group, rows)
            group = []
        group.append(unit)
    yield _part(session, item, group, rows)


def _part(session: Session, item: Item, units: list[Unit], rows: dict[str, int]) -> Part:
    files = [path for unit in units for path in unit.files]
    known = {f.code for f in item.stored_fields}
    present = frozenset(session.columns(files[0])) & known
    mine = {unit.month: rows[unit.month] for unit in units}
    size = sum(mine.values())
    read = reading(item, session.scan(files), present, session.dialect, size)
    return Part(item, tuple(units), mine, read)
