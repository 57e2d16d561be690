"""Check the lake again: units that are not done, many items at a time."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import uuid4

from gongxin.batch.engine.dialect import quote, to_sql
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import FAULTS, Lake
from gongxin.batch.recheck import codes, gather, statements
from gongxin.batch.recheck.doubts import doubtful
from gongxin.batch.recheck.pool import POOLED, Pool
from gongxin.batch.recheck.repeats import (
    ALIKE,
    HASHES,
    REPEATED,
    alike,
    repeated,
    repeated_hashes,
    suspects,
)
from gongxin.batch.recheck.statements import Reading, Rows, reading, sieves
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Item

KIND = "recheck"
Size = Literal["few", "some", "many"]
ROWS = "GONGXIN_BATCH_ROWS"
"""Environment variable: about how many rows are judged together; fewer take less memory."""
ROWS_AT_ONCE = 40_000_000
ROWS_POOLED = 2_000_000  # in memory at once
FEW_ROWS = 40_000  # of an item: all are pooled, as if all were doubtful


def recheck(
    session: Session,
    lake: Lake,
    items: Sequence[Item],
    *,
    since: str | None = None,
    rows_at_once: int | None = None,
    progress: Progress = silent,
) -> Outcome:
    """Check every unit of ``items`` again that is not done; the faults lie in ``runs/recheck``.

    Months before ``since`` are left alone. About ``rows_at_once`` rows are judged together; after
    each such batch its units are noted as done.
    """
    started = time.monotonic()
    limit = rows_at_once or int(os.environ.get(ROWS) or ROWS_AT_ONCE)
    ledger, outcome = Ledger(lake, KIND), Outcome()
    open_units: list[tuple[Item, list[Unit]]] = []
    for item in items:
        todo, kept = ledger.open_units(item, since)
        outcome.kept += kept
        if todo:
            open_units.append((item, todo))
    total = sum(len(units) for _, units in open_units)
    progress(0, total)
    if open_units:
        codes.learn_register(session, lake)
    for batch in _batches(session, open_units, limit):
        for one in _check_batch(session, ledger, batch).values():
            outcome.done += 1
            outcome.rows += one.rows
            outcome.found += one.found
        progress(outcome.done, total)
    outcome.seconds = time.monotonic() - started
    return outcome


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
        if self.reading.size < FEW_ROWS:
            return "few"
        return "many" if self.reading.many else "some"


def _batches(
    session: Session, open_units: list[tuple[Item, list[Unit]]], limit: int
) -> Iterator[list[Part]]:
    """Parts to check together: those of few rows by themselves, as all of them lie in memory.

    Those of many rows are by themselves too: one of them in a statement with others slows it down.
    """
    batches: dict[Size, list[Part]] = {"few": [], "some": [], "many": []}
    sizes = dict.fromkeys(batches, 0)
    for item, units in open_units:
        for part in _parts(session, item, units, limit):
            most = min(limit, ROWS_POOLED) if part.size == "few" else limit
            if batches[part.size] and sizes[part.size] + part.reading.size > most:
                yield batches[part.size]
                batches[part.size], sizes[part.size] = [], 0
            batches[part.size].append(part)
            sizes[part.size] += part.reading.size
    yield from (batch for batch in batches.values() if batch)


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


def _check_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    readings = [part.reading for part in batch]
    deadlines = {part.item.deadline.working_days for part in batch if part.item.deadline}
    asked = [part.reading for part in batch if part.size != "few"]
    _make_days(session, [one for one in asked if one.item.deadline], sorted(deadlines))
    codes.learn_rows(session, [one for one in asked if one.many])
    codes.find_faulty(session, [one for one in asked if not one.many])
    _find_repeated_hashes(session, asked)
    pool = Pool()
    for one in readings:
        pool.add(one)
    rows = pool.fill(session, [(part.item.id, _source(part)) for part in batch])
    _make_days(session, [rows], sorted(deadlines))
    codes.find_faulty(session, [rows])
    kinds = _make_places(session, pool)
    keys = {(part.item.id, part.item.key[0]) for part in batch if part.item.key}
    session.create("keys", gather.KEYS, sorted(keys))
    session.create("odd", statements.ODD)
    session.append("odd", sieves(rows))
    _judge(session, kinds)
    _find_repeats(session, rows)
    session.drop(POOLED)
    cells = gather.cell_faults()
    session.store("cell_faults", to_sql(cells, session.dialect))
    found = gather.faults(gather.table("cell_faults", FAULTS))
    session.store("found", to_sql(found, session.dialect))
    return _keep(session, ledger, batch)


def _source(part: Part) -> str:
    return part.reading.source if part.size == "few" else doubtful(part.reading)


def _make_days(session: Session, readings: Sequence[Rows], deadlines: list[int]) -> None:
    """The days on which rows were received, with the first day that is in time by each deadline."""
    sources = " UNION ".join(f"SELECT DISTINCT received_on FROM {r.source} s" for r in readings)
    found = session.rows(sources) if readings else []
    days: list[date] = [row[0] for row in found if row[0] is not None]
    shape = {"day": "DATE", "received_on": "VARCHAR"}
    shape |= {f"since_{n}": "VARCHAR" for n in deadlines}
    session.create(
        "days",
        shape,
        [
            (day, day.isoformat(), *(first_day_in_time(day, n).isoformat() for n in deadlines))
            for day in days
        ],
    )


def _find_repeated_hashes(session: Session, readings: Sequence[Rows]) -> None:
    session.create(REPEATED, HASHES)
    session.append(REPEATED, [made for one in readings for made in repeated_hashes(one)])


def _make_places(session: Session, pool: Pool) -> dict[Item, int]:
    """Number what is asked; gives the number of every question that verdicts answer."""
    kinds: dict[Item, int] = {}
    for one in pool.asked:
        if one.sieved:
            kinds.setdefault(one.item, len(kinds))
    asked = list(pool.asked)
    rows = [
        (item, place, code, None, kinds[asked[place].item])
        if asked[place].sieved
        else (item, place, code, asked[place].check, None)
        for item, told in pool.places.items()
        for place, code in told.items()
    ]
    session.create("places", gather.PLACES, rows)
    return kinds


def _judge(session: Session, kinds: dict[Item, int]) -> None:
    session.create("verdicts", gather.VERDICTS)
    for item, kind in kinds.items():
        if session.store(DOUBTFUL, to_sql(gather.doubtful(kind), session.dialect)):
            verdict_steps(item, session.dialect).run(session, "answered")
            session.append(
                "verdicts",
                [
                    f"SELECT CAST({kind} AS INT) AS kind, c0, c1, received_on, in_time_since, check_id"
                    " FROM answered"
                ],
            )
            session.drop("answered")
        session.drop(DOUBTFUL)


def _find_repeats(session: Session, rows: Rows) -> None:
    session.create("suspects", ALIKE)
    session.append("suspects", suspects(rows))
    session.store("repeated", repeated())
    session.store("alike", alike(session.dialect))
    for name in ("repeated", "suspects", REPEATED):
        session.drop(name)


def _keep(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    folder = ledger.lake.root / "runs" / f".{KIND}-{uuid4().hex}"
    try:
        columns = ", ".join(quote(column, session.dialect) for column in FAULTS)
        session.write(f"SELECT {columns} FROM found", folder, ("item", "month"))
        counted = session.rows("SELECT item, month, count(*) FROM found GROUP BY item, month")
        found = {(item, month): count for item, month, count in counted}
        done = {
            unit: Done(
                unit.fingerprint, part.rows[unit.month], found.get((unit.item, unit.month), 0)
            )
            for part in batch
            for unit in part.units
        }
        ledger.keep(folder, done)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("odd", "places", "keys", "verdicts", "alike", "cell_faults", "found", "days"):
        session.drop(name)
    return done
