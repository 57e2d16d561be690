"""Check the lake again: units that are not done, many items at a time."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from gongxin.batch.engine.dialect import quote, to_sql
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import FAULTS, Lake
from gongxin.batch.recheck import gather, statements
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.kinds import Question, code_question
from gongxin.batch.recheck.statements import Reading, alike, repeated, sieves
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import FieldType, Item

KIND = "recheck"
ROWS = "GONGXIN_BATCH_ROWS"
"""Environment variable: about how many rows are judged together; fewer take less memory."""
ROWS_AT_ONCE = 20_000_000
CODE_TYPES: tuple[FieldType, ...] = ("uscc", "orgcode", "regno")


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
        units, done = ledger.units(item, since), ledger.done(item.id)
        todo = [
            u for u in units if u.month not in done or done[u.month].fingerprint != u.fingerprint
        ]
        outcome.kept += len(units) - len(todo)
        if todo:
            open_units.append((item, todo))
    total = sum(len(units) for _, units in open_units)
    progress(0, total)
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


def _batches(
    session: Session, open_units: list[tuple[Item, list[Unit]]], limit: int
) -> Iterator[list[Part]]:
    batch: list[Part] = []
    size = 0
    for item, units in open_units:
        for part in _parts(session, item, units, limit):
            rows = sum(part.rows.values())
            if batch and size + rows > limit:
                yield batch
                batch, size = [], 0
            batch.append(part)
            size += rows
    if batch:
        yield batch


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
    present = frozenset(session.columns(files[0])) & {f.code for f in item.stored_fields}
    reading = Reading(item, session.scan(files), present, session.dialect, len(files))
    return Part(item, tuple(units), {unit.month: rows[unit.month] for unit in units}, reading)


def _check_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    readings = [part.reading for part in batch]
    _make_days(session, readings)
    _find_faulty_codes(session, readings)
    kinds = _make_places(session, readings)
    session.create("odd", statements.ODD)
    session.append(
        "odd", [made for part in batch for made in sieves(part.reading, sum(part.rows.values()))]
    )
    _judge(session, kinds)
    _find_repeats(session, readings)
    cells = gather.cell_faults()
    session.store("cell_faults", to_sql(cells, session.dialect))
    found = gather.faults(gather.table("cell_faults", FAULTS))
    session.store("found", to_sql(found, session.dialect))
    return _keep(session, ledger, batch)


def _make_days(session: Session, readings: list[Reading]) -> None:
    """The days on which rows were received, with the first day that is in time by each deadline."""
    deadlines = sorted({r.item.deadline.working_days for r in readings if r.item.deadline})
    sources = " UNION ".join(f"SELECT DISTINCT received_on FROM {r.source} s" for r in readings)
    days: list[date] = [row[0] for row in session.rows(sources) if row[0] is not None]
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


def _find_faulty_codes(session: Session, readings: list[Reading]) -> None:
    """Judge the distinct codes of each kind, once for all items."""
    for kind in CODE_TYPES:
        columns = [
            f"SELECT {reading.column(f.code)} AS c0 FROM {reading.source} s"
            for reading in readings
            for f in reading.item.stored_fields
            if f.type == kind and f.code in reading.present
        ]
        if not columns:
            session.create(faulty_codes(kind), {"v": "VARCHAR"})
            continue
        session.store(
            DOUBTFUL,
            "SELECT DISTINCT c0, '' AS c1, '' AS received_on, '' AS in_time_since"
            f" FROM ({' UNION ALL '.join(columns)}) codes WHERE c0 IS NOT NULL",
        )
        verdict_steps(code_question(kind), session.dialect).run(session, "code_verdicts")
        session.store(faulty_codes(kind), "SELECT DISTINCT c0 AS v FROM code_verdicts")
        session.drop("code_verdicts")
        session.drop(DOUBTFUL)


def _make_places(session: Session, readings: list[Reading]) -> dict[Item, int]:
    """Number what is asked; gives the number of every question that verdicts answer."""
    kinds: dict[Item, int] = {}
    rows = []

    def kind(question: Question) -> int | None:
        return kinds.setdefault(question.item, len(kinds)) if question.sieved else None

    for item_id, asked in {r.item.id: r.asked for r in readings}.items():
        rows += [
            (item_id, place, one.columns[0], None if one.sieved else one.check, kind(one))
            for place, one in enumerate(asked)
        ]
    session.create("places", gather.PLACES, rows)
    keys = {(r.item.id, r.item.key[0]) for r in readings if r.item.key}
    session.create("keys", gather.KEYS, sorted(keys))
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


def _find_repeats(session: Session, readings: list[Reading]) -> None:
    session.create("repeated", statements.REPEATED)
    keyed = [reading for reading in readings if set(reading.item.key) & reading.present]
    session.append("repeated", [repeated(reading) for reading in keyed])
    items = {item for (item,) in session.rows("SELECT DISTINCT item FROM repeated")}
    session.create("alike", statements.ALIKE)
    session.append("alike", [alike(reading) for reading in keyed if reading.item.id in items])
    session.drop("repeated")


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
