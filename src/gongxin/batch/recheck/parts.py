"""What is checked together: items that are read as one, and many such parts in a batch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongxin.batch.engine.session import Session
from gongxin.batch.recheck.kinds import bare_field
from gongxin.batch.recheck.readings import MANY_ROWS, Reading, Stored, reading
from gongxin.batch.runs.units import Unit
from gongxin.law.catalogue import Field, Item

ROWS_SORTED = 40_000_000  # of a part: the hashes of their keys are in memory at once
COLUMNS = 64
"""Of a part of several items: rows lack most of the columns, where they are more."""


@dataclass(frozen=True, slots=True)
class Part:
    """Months of one item, or of several, that are read as one."""

    stored: tuple[Stored, ...]
    reading: Reading


@dataclass(slots=True)
class _Group:
    """Items that mean the same by a column and have the same columns as their key."""

    stored: list[Stored] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    rows: int = 0

    def has_room_for(self, one: Stored, fields: dict[str, Field], limit: int) -> bool:
        first = self.stored[0]
        return (
            (one.item.key, one.keyed) == (first.item.key, first.keyed)
            and self.rows + one.size <= limit
            and all(self.fields.get(code, mine) == mine for code, mine in fields.items())
            and len(self.fields.keys() | fields) <= max(COLUMNS, len(self.fields))
        )

    def add(self, one: Stored, fields: dict[str, Field]) -> None:
        self.stored.append(one)
        self.fields |= fields
        self.rows += one.size


def batches(
    session: Session, open_units: list[tuple[Item, list[Unit]]], limit: int
) -> Iterator[list[Part]]:
    """Parts to check together, of no more than ``limit`` rows unless one alone has more."""
    batch: list[Part] = []
    rows = 0
    for group in _groups(_stored(session, open_units), min(limit, ROWS_SORTED)):
        size = sum(one.size for one in group)
        if batch and rows + size > limit:
            yield batch
            batch, rows = [], 0
        batch.append(Part(tuple(group), reading(session, group)))
        rows += size
    yield batch


def _stored(session: Session, open_units: list[tuple[Item, list[Unit]]]) -> Iterator[Stored]:
    counts = session.count([path for _, units in open_units for u in units for path in u.files])
    columns = session.columns([units[0].files[0] for _, units in open_units])
    for item, units in open_units:
        present = {f.code for f in item.stored_fields} & set(columns[units[0].files[0]])
        rows = {unit: sum(counts[path] for path in unit.files) for unit in units}
        yield Stored(item, rows, frozenset(present))


def _groups(stored: Iterable[Stored], limit: int) -> Iterator[Sequence[Stored]]:
    """Items of many rows by themselves, in runs of months; the others with those that they fit to."""
    groups: list[_Group] = []
    for one in stored:
        if one.size >= min(MANY_ROWS, limit):
            yield from ([run] for run in _runs(one, limit))
            continue
        fields = {f.code: bare_field(f) for f in one.item.stored_fields}
        group = next((g for g in groups if g.has_room_for(one, fields, limit)), None)
        if group is None:
            groups.append(group := _Group())
        group.add(one, fields)
    yield from (group.stored for group in groups)


def _runs(one: Stored, limit: int) -> Iterator[Stored]:
    run: dict[Unit, int] = {}
    for unit, rows in one.rows.items():
        if run and sum(run.values()) + rows > limit:
            yield Stored(one.item, run, one.present)
            run = {}
        run[unit] = rows
    yield Stored(one.item, run, one.present)
