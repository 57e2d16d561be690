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
from gongxin.batch.recheck.pool import POOLED, Pool
from gongxin.batch.recheck.repeats import ALIKE, alike, repeated, suspects
from gongxin.batch.recheck.statements import Rows, reading, sieves
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import FieldType, Item

KIND = "recheck"
ROWS = "GONGXIN_BATCH_ROWS"
"""Environment variable: about how many rows are judged together; fewer take less memory."""
ROWS_AT_ONCE = 40_000_000
ROWS_POOLED = 2_000_000  # in memory at once
FEW_ROWS = 10_000
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
        todo, kept = ledger.open_units(item, since)
        outcome.kept += kept
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
    """Units of one item that are checked together; ``few`` rows are pooled with other items'."""

    item: Item
    units: tuple[Unit, ...]
    rows: dict[str, int]  # by month
    reading: Rows
    few: bool


def _batches(
    session: Session, open_units: list[tuple[Item, list[Unit]]], limit: int
) -> Iterator[list[Part]]:
    """Parts to check together: those of few rows by themselves, as they lie in memory."""
    batches: dict[bool, list[Part]] = {True: [], False: []}
    limits = {True: min(limit, ROWS_POOLED), False: limit}
    sizes = {True: 0, False: 0}
    for item, units in open_units:
        for part in _parts(session, item, units, limit):
            rows, few = sum(part.rows.values()), part.few
            if batches[few] and sizes[few] + rows > limits[few]:
                yield batches[few]
                batches[few], sizes[few] = [], 0
            batches[few].append(part)
            sizes[few] += rows
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
    few = session.dialect == "duckdb" and present == known and sum(mine.values()) < FEW_ROWS
    read = reading(item, session.scan(files), present, session.dialect)
    return Part(item, tuple(units), mine, read, few)


def _check_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    readings, places = _readings(session, batch)
    deadlines = {part.item.deadline.working_days for part in batch if part.item.deadline}
    _make_days(session, readings, sorted(deadlines))
    _find_faulty_codes(session, readings)
    kinds = _make_places(session, places)
    keys = {(part.item.id, part.item.key[0]) for part in batch if part.item.key}
    session.create("keys", gather.KEYS, sorted(keys))
    session.create("odd", statements.ODD)
    session.append("odd", [made for one in readings for made in sieves(one)])
    _judge(session, kinds)
    _find_repeats(session, readings)
    session.drop(POOLED)
    cells = gather.cell_faults()
    session.store("cell_faults", to_sql(cells, session.dialect))
    found = gather.faults(gather.table("cell_faults", FAULTS))
    session.store("found", to_sql(found, session.dialect))
    return _keep(session, ledger, batch)


def _readings(
    session: Session, batch: list[Part]
) -> tuple[Sequence[Rows], list[tuple[str, int, str, Question]]]:
    """How to read the parts; and by item and place, the field of which what is asked."""
    if not batch[0].few:
        places = [
            (part.item.id, place, one.columns[0], one)
            for part in batch
            for place, one in enumerate(part.reading.asked)
        ]
        return [part.reading for part in batch], list(dict.fromkeys(places))
    pool = Pool()
    for part in batch:
        pool.add(part.item, part.reading.asked)
    pooled = pool.fill(session, {part.item.id: part.reading.source for part in batch})
    places = [
        (item, place, code, pooled.asked[place])
        for item, told in pool.places.items()
        for place, code in told
    ]
    return [pooled], places


def _make_days(session: Session, readings: Sequence[Rows], deadlines: list[int]) -> None:
    """The days on which rows were received, with the first day that is in time by each deadline."""
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


def _find_faulty_codes(session: Session, readings: Sequence[Rows]) -> None:
    """Judge the distinct codes of each kind, once for all items."""
    for kind in CODE_TYPES:
        columns = [
            f"SELECT {reading.column(f.code)} AS c0 FROM {reading.source} s"
            for reading in readings
            for f in reading.fields
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


def _make_places(session: Session, places: list[tuple[str, int, str, Question]]) -> dict[Item, int]:
    """Number what is asked; gives the number of every question that verdicts answer."""
    kinds: dict[Item, int] = {}
    numbers = {
        one: kinds.setdefault(one.item, len(kinds))
        for one in dict.fromkeys(one for *_, one in places)
        if one.sieved
    }
    rows = [
        (item, place, code, None if one.sieved else one.check, numbers.get(one))
        for item, place, code, one in places
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


def _find_repeats(session: Session, readings: Sequence[Rows]) -> None:
    session.create("suspects", ALIKE)
    session.append("suspects", [made for one in readings for made in suspects(one)])
    session.store("repeated", repeated())
    session.store("alike", alike(session.dialect))
    session.drop("repeated")
    session.drop("suspects")


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
