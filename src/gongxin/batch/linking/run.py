"""Tie the unlinked rows of a lake: exact evidence decides, for the rest candidates are proposed.

What a run found in an item (:mod:`gongxin.batch.runs`) lies in up to three folders, each only where
there is anything: ``links`` (``subject, linked_by``), ``candidates`` (``code, bears, score, place``
and how each part of the names compares) and ``crowded`` (so many organisations share what the name
can be searched by that not all were looked at), each with ``item, month, submission, row``. A
link by name counts only within the city that the row names; a name alone only proposes. Nobody is
tied to a row, or proposed for it, of whom an officer said that it is another. A changed register
makes every unit open again.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from gongxin.batch.engine.dialect import quote, text
from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.lake import JUDGEMENTS, REGISTER, Lake
from gongxin.batch.linking.candidates import find_candidates, lay_register
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.tables import ROW_TYPES, SAID, STAGES, stage
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.law.catalogue import Item

KIND = "link"
BYTES_AT_ONCE = 2 << 30
"""About how large the files are whose rows are linked together; a run that is killed loses them."""
KEPT = ("links", "candidates", "crowded")
Part = tuple[Item, list[Unit]]


def link(
    session: Session,
    lake: Lake,
    items: Sequence[Item],
    *,
    since: str | None = None,
    bytes_at_once: int = BYTES_AT_ONCE,
    progress: Progress = silent,
) -> Outcome:
    """Do every unit of ``items`` that is not done; ``found`` counts rows that were tied."""
    started, outcome = time.monotonic(), Outcome()
    ledger = Ledger(lake, KIND, _state(lake))
    parts: list[Part] = []
    for item in items:
        todo, kept = ledger.open_units(item, since)
        outcome.kept += kept
        if todo:
            parts.append((item, todo))
    total = sum(len(units) for _, units in parts)
    progress(0, total)
    if parts:
        _open_register(session, lake)
    for batch in _batches(parts, bytes_at_once):
        for one in _link_batch(session, ledger, batch).values():
            outcome.done += 1
            outcome.rows += one.rows
            outcome.found += one.found
        progress(outcome.done, total)
    outcome.seconds = time.monotonic() - started
    return outcome


def _state(lake: Lake) -> str:
    """A digest of which files the register has."""
    digest = hashlib.sha256()
    for name in (*REGISTER, "judgements"):
        path = lake.known(name)
        about = path.stat() if path.exists() else None
        digest.update(f"{name} {about and (about.st_size, about.st_mtime_ns)}\n".encode())
    return digest.hexdigest()


def _batches(parts: list[Part], limit: int) -> Iterator[list[Part]]:
    batch: list[Part] = []
    size = 0
    for item, units in parts:
        own = sum(path.stat().st_size for unit in units for path in unit.files)
        if batch and size + own > limit:
            yield batch
            batch, size = [], 0
        batch.append((item, units))
        size += own
    if batch:
        yield batch


def _open_register(session: Session, lake: Lake) -> None:
    """The register as tables; an organisation's number in them is its code's place in order."""
    for name in ("names", "identifiers"):
        session.store(f"register_{name}", f"SELECT * FROM {session.scan([lake.known(name)])}")
    scan = session.scan([lake.known("subjects")])
    session.store(
        "register_codes", f"SELECT code, row_number() OVER (ORDER BY code) AS subject FROM {scan}"
    )
    if lake.known("judgements").exists():
        scan = session.scan([lake.known("judgements")])
        at = quote("at", session.dialect)
        columns = f"signature, subject, verdict, CAST({at} AS STRING) AS {at}"
        session.store("register_judged", f"SELECT {columns} FROM {scan}")
    else:
        session.create("register_judged", dict.fromkeys(JUDGEMENTS, "VARCHAR"))
    session.store("register_given", "SELECT DISTINCT code, name FROM register_names")
    lay_register(session, "register_given")
    session.drop("register_given")


def _link_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    session.create("link_rows", ROW_TYPES)
    session.append("link_rows", [_unlinked(session, item, units) for item, units in batch])
    for name in STAGES:
        if name == KEPT[0]:
            find_candidates(session, "link_open", "link_found")
        session.store(f"link_{name}", _stage_sql(name, session.dialect))
    return _keep(session, ledger, [unit for _, units in batch for unit in units])


@cache
def _stage_sql(name: str, dialect: Dialect) -> str:
    return to_sql(stage(name), dialect)


def _unlinked(session: Session, item: Item, units: list[Unit]) -> str:
    """Select what the unlinked rows of an item say about whom they concern."""
    files = [path for unit in units for path in unit.files]
    present, says, d = set(session.columns(files[:1])[files[0]]), item.subject, session.dialect
    sources = zip(SAID, (says.code, says.regno, says.orgcode, says.name, says.region), strict=True)
    columns = ", ".join(
        f"{quote(code, d) if code in present else 'CAST(NULL AS STRING)'} AS {part}"
        for part, code in sources
    )
    return (
        f"SELECT {text(item.id, d)} AS item, month, submission, {quote('row', d)}, {columns}"
        f" FROM {session.scan(files)} s WHERE subject IS NULL"
    )


def _keep(session: Session, ledger: Ledger, units: list[Unit]) -> dict[Unit, Done]:
    """Write what was found of each unit, and note it as done."""
    rows, found = _count(session, "link_said"), _count(session, "link_links")
    done = {
        unit: Done(
            unit.fingerprint,
            rows.get((unit.item, unit.month), 0),
            found.get((unit.item, unit.month), 0),
        )
        for unit in units
    }
    with ledger.staged() as staged:
        for name in KEPT:
            session.write(f"SELECT * FROM link_{name}", staged / name, ("item",))
            _gather(staged, name)
        ledger.keep(staged, done)
    for name in ("link_rows", "link_found", "link_found_crowded", *(f"link_{s}" for s in STAGES)):
        session.drop(name)
    return done


def _gather(staged: Path, name: str) -> None:
    """Move the folders that were written for each item into the item's own."""
    for made in sorted((staged / name).glob("item=*")):
        target = staged / made.name
        target.mkdir(exist_ok=True)
        made.rename(target / name)


def _count(session: Session, table: str) -> dict[tuple[str, str], int]:
    counted = session.rows(f"SELECT item, month, count(*) FROM {table} GROUP BY item, month")
    return {(item, month): count for item, month, count in counted}
