"""Check the lake again: units that are not done, many items at a time."""

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from gongxin.batch.engine.dialect import quote
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import FAULTS, Lake
from gongxin.batch.recheck import codes, gather, statements
from gongxin.batch.recheck.compiled import keep_compiled
from gongxin.batch.recheck.doubts import doubtful
from gongxin.batch.recheck.known import NOTHING_KNOWN, Known
from gongxin.batch.recheck.parts import Part, batches
from gongxin.batch.recheck.plain import plain_values
from gongxin.batch.recheck.pool import POOLED, Pool, Source
from gongxin.batch.recheck.readings import Reading
from gongxin.batch.recheck.repeats import (
    ALIKE,
    HASHES,
    REPEATED,
    alike,
    hashes,
    repeated,
    suspects,
)
from gongxin.batch.recheck.statements import Rows, sieves
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Item

KIND = "recheck"
ROWS = "GONGXIN_BATCH_ROWS"
"""Environment variable: about how many rows are judged together; fewer take less memory."""
ROWS_AT_ONCE = 120_000_000


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
    for batch in batches(session, open_units, limit) if open_units else ():
        for one in _check_batch(session, ledger, batch).values():
            outcome.done += 1
            outcome.rows += one.rows
            outcome.found += one.found
        progress(outcome.done, total)
    keep_compiled()
    outcome.seconds = time.monotonic() - started
    return outcome


def _check_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    readings = [part.reading for part in batch]
    items = [item for one in readings for item in one.items]
    deadlines = {item.deadline.working_days for item in items if item.deadline}
    if session.dialect == "spark":
        received = {day for one in readings for day in one.received.days()}
        _make_days(session, sorted(received), sorted(deadlines))
    codes.find_faulty(session, [one for one in readings if not one.many])
    tidy = _find_repeated_hashes(session, readings)
    known = [_learn(session, one, keys) for one, keys in zip(readings, tidy, strict=True)]
    pool = Pool()
    for one in readings:
        pool.add(one)
    sources = [
        Source(one.who, doubtful(one, told), one.alone)
        for one, told in zip(readings, known, strict=True)
    ]
    rows = pool.fill(session, sources)
    came = session.rows(f"SELECT DISTINCT received_on FROM {rows.source}")
    _make_days(session, [day for (day,) in came if day is not None], sorted(deadlines))
    codes.find_faulty(session, [rows])
    kinds = _make_places(session, pool)
    keys = {(item.id, item.key[0]) for item in items if item.key}
    session.create("keys", gather.KEYS, sorted(keys))
    session.create("odd", statements.ODD)
    session.append("odd", sieves(rows))
    _judge(session, kinds)
    _find_repeats(session, rows)
    session.drop(POOLED)
    session.store("cell_faults", gather.cell_faults_sql(session.dialect))
    session.store("found", gather.faults_sql("cell_faults", session.dialect))
    return _keep(session, ledger, batch)


def _make_days(session: Session, days: Sequence[date], deadlines: list[int]) -> None:
    """The table of days on which rows were received, with the first day in time by each deadline."""
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


def _find_repeated_hashes(session: Session, readings: Sequence[Rows]) -> list[bool]:
    """Fill the table of repeated hashes; gives for each reading whether all its keys are tidy."""
    session.create(REPEATED, HASHES[session.dialect])
    queries = [query for one in readings for query in hashes(one)]
    untidy = iter(session.append_repeated(REPEATED, queries))
    own = [list(islice(untidy, len(one.keys))) for one in readings]
    return [not any(marks) for marks in own]


def _learn(session: Session, rows: Reading, tidy: bool) -> Known:
    known = codes.learn_rows(session, rows) if rows.many else NOTHING_KNOWN
    return replace(known, plain=plain_values(session, rows), tidy=tidy)


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
        if session.store(DOUBTFUL, gather.doubtful_sql(kind, session.dialect)):
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
    columns = ", ".join(quote(column, session.dialect) for column in FAULTS)
    counted = session.rows("SELECT item, month, count(*) FROM found GROUP BY item, month")
    found = {(item, month): count for item, month, count in counted}
    done = {
        unit: Done(unit.fingerprint, rows, found.get((unit.item, unit.month), 0))
        for part in batch
        for one in part.stored
        for unit, rows in one.rows.items()
    }
    with ledger.staged() as folder:
        session.write(f"SELECT {columns} FROM found", folder, ("item",))
        ledger.keep(folder, done)
    for name in ("odd", "places", "keys", "verdicts", "alike", "cell_faults", "found", "days"):
        session.drop(name)
    return done
