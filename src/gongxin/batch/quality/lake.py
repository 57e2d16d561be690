"""Measure a lake that was re-checked: units are counted once and kept, measures read only the counts."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq

from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import Lake, whole
from gongxin.batch.quality.lake_counts import (
    count_holders,
    count_submissions,
    unit_select,
    unit_tables,
)
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.run import TYPES, Figure, figures_sql
from gongxin.batch.quality.spans import spans
from gongxin.batch.quality.tables import FAULTS, SHAPES
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.results import Results, select_current
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.law.catalogue import Item

SUBMISSIONS, HOLDERS, RECHECK = "submissions", "holders", "recheck"
FIGURES = "figures.parquet"
ROWS_AT_ONCE = 20_000_000

Work = list[tuple[Item, list[Unit]]]


def measure(
    session: Session,
    lake: Lake,
    items: Sequence[Item],
    *,
    since: str | None = None,
    rows_at_once: int = ROWS_AT_ONCE,
    progress: Progress = silent,
) -> Outcome:
    """Count the units of ``items`` that are not counted, and compute the figures of all that are.

    The figures lie in ``runs/figures.parquet`` (:func:`read_figures`). A unit is counted again
    when its rows, its item, the code or its re-check changed. What a lake does not hold (ledgers,
    corrections, objections) has no figure.
    """
    started, outcome = time.monotonic(), Outcome()
    ledgers = Ledger(lake, SUBMISSIONS), Ledger(lake, HOLDERS)
    todo: Work = []
    for item in items:
        left, kept = ledgers[1].left(item, _units(lake, ledgers[1], item, since))
        outcome.kept += kept
        if left:
            todo.append((item, left))
    total = sum(len(units) for _, units in todo)
    progress(0, total)
    for batch in _batches(session, todo, rows_at_once):
        outcome.rows += _count(session, lake, ledgers, batch)
        outcome.done += sum(len(units) for _, units in batch)
        progress(outcome.done, total)
    found = _compute(session, lake)
    _keep_figures(lake, found)
    outcome.found, outcome.seconds = len(found), time.monotonic() - started
    return outcome


def read_figures(lake: Lake) -> list[Figure]:
    """The figures that were computed last; none when there were no runs."""
    path = lake.root / "runs" / FIGURES
    if not path.exists():
        return []
    return [Figure(**line) for line in pq.read_table(path).to_pylist()]


def _units(lake: Lake, ledger: Ledger, item: Item, since: str | None) -> list[Unit]:
    """The units of an item; their fingerprints are also of the run that re-checked them last."""
    checked = Ledger(lake, RECHECK).done(item.id)
    units = []
    for unit in ledger.units(item, since):
        seen = f"{unit.fingerprint} {checked.get(unit.month)}"
        units.append(replace(unit, fingerprint=hashlib.sha256(seen.encode()).hexdigest()[:32]))
    return units


def _batches(session: Session, todo: Work, limit: int) -> Iterator[Work]:
    """Units of many items together, up to about so many rows."""
    batch: Work = []
    size = 0
    for item, units in todo:
        rows = sum(session.count([path for unit in units for path in unit.files]).values())
        if batch and size + rows > limit:
            yield batch
            batch, size = [], 0
        batch.append((item, units))
        size += rows
    if batch:
        yield batch


def _count(session: Session, lake: Lake, ledgers: tuple[Ledger, Ledger], batch: Work) -> int:
    _make_unit(session, batch)
    _make_faults(session, lake, batch)
    unit, faults = unit_tables()
    counted = session.rows("SELECT item, month, count(*) FROM unit GROUP BY item, month")
    rows = {(item, month): int(number) for item, month, number in counted}
    done = {
        one: Done(one.fingerprint, rows.get((one.item, one.month), 0), 0)
        for _, units in batch
        for one in units
    }
    for ledger, lines in zip(
        ledgers, (count_submissions(unit, faults), count_holders(unit)), strict=True
    ):
        with ledger.staged() as folder:
            session.write(to_sql(lines, session.dialect), folder, ("item",))
            ledger.keep(folder, done)
    session.drop("unit")
    session.drop("faults")
    return sum(rows.values())


def _make_unit(session: Session, batch: Work) -> None:
    session.drop("unit")
    selects = []
    columns = session.columns([units[0].files[0] for _, units in batch])
    for item, units in batch:
        files = [path for unit in units for path in unit.files]
        present = frozenset(columns[files[0]])
        selects.append(unit_select(item, session.scan(files), present, session.dialect))
    session.store("unit", " UNION ALL ".join(selects))


def _make_faults(session: Session, lake: Lake, batch: Work) -> None:
    session.create("faults", {name: TYPES[kind] for name, kind in FAULTS.items()})
    ledger = Ledger(lake, RECHECK)
    results = [
        one
        for item, units in batch
        for one in ledger.results(item.id, {unit.month for unit in units})
    ]
    _append(session, "faults", results)


def _append(session: Session, name: str, results: list[Results]) -> None:
    """Add what is current of ``results`` to a table of one of the ``SHAPES``."""
    query = select_current(session, results, list(SHAPES[name]))
    if query:
        session.append(name, [query])


def _compute(session: Session, lake: Lake) -> list[Figure]:
    """Every measure's figures from the counts of all units."""
    for name, shape in SHAPES.items():
        session.create(name, {column: TYPES[kind] for column, kind in shape.items()})
    for kind in (SUBMISSIONS, HOLDERS):
        _append(session, kind, Ledger(lake, kind).all_results())
    subjects = lake.register("subjects")
    if subjects.exists():
        region = "substr(code, 3, 6)"
        found = session.scan([subjects])
        session.append(
            "register",
            [
                f"SELECT {region} AS region, count(*) AS subjects FROM {found}"
                f" WHERE in_register GROUP BY {region}"
            ],
        )
    months = [month for (month,) in session.rows("SELECT DISTINCT month FROM submissions")]
    shape = {column: TYPES[kind] for column, kind in SHAPES["spans"].items()}
    session.create("spans", shape, spans(sorted(months)))
    figures = [
        Figure(one.id, *line)
        for one in MEASURES
        for line in session.rows(figures_sql(one.id, session.dialect))
    ]
    for name in SHAPES:
        session.drop(name)
    return figures


def _keep_figures(lake: Lake, found: list[Figure]) -> None:
    columns = list(zip(*found, strict=True)) or [()] * len(Figure._fields)
    kinds = [pa.string()] * 5 + [pa.int64()] * 2
    arrays = [pa.array(values, kind) for values, kind in zip(columns, kinds, strict=True)]
    with whole(lake.root / "runs" / FIGURES) as path:
        pq.write_table(pa.table(arrays, names=list(Figure._fields)), path)
