"""Tie the unlinked rows of a lake: exact evidence decides, for the rest candidates are proposed.

For every unit ``runs/link/<item>/month=<month>/`` holds two folders, each only where there is
anything: ``links`` (``submission, row, subject, linked_by``) and ``candidates`` (``submission, row,
code, bears, score, place`` and how each part of the names compares). A link by name counts only
within the city that the row names; a name alone only proposes.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.dialect import quote, text
from gongxin.batch.engine.session import Session
from gongxin.batch.identifiers import normalised as number_form
from gongxin.batch.lake import Lake
from gongxin.batch.link import CANDIDATES, decide_links
from gongxin.batch.linking.candidates import FOUND, find_candidates
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.scoring import COMPARED
from gongxin.batch.names import normalised as name_form
from gongxin.batch.runs.outcome import Outcome, Progress, silent
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Item

KIND = "link"
SAID = ("code", "regno", "orgcode", "name", "region")
BYTES_AT_ONCE = 2 << 30
"""About how large the files are whose rows are linked together; a run that is killed loses them."""
_UNIT = {"item": "string", "month": "string"}
_ROW = {**_UNIT, "submission": "int64", "row": "int64"}
_SAYS = dict.fromkeys(SAID, "string")
_FIRST = {"party": "int64", **_ROW, **_SAYS}
_LINKS = ("submission", "row", "subject", "linked_by")
_PROPOSALS = ("submission", "row", "code", "bears", *COMPARED, "score", "place")
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
    started, outcome, ledger = time.monotonic(), Outcome(), Ledger(lake, KIND)
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
        scan = session.scan([lake.register(name)])
        session.store(f"register_{name}", f"SELECT * FROM {scan}")
    scan = session.scan([lake.register("subjects")])
    session.store(
        "register_codes", f"SELECT code, row_number() OVER (ORDER BY code) AS subject FROM {scan}"
    )
    session.store("register_given", "SELECT DISTINCT code, name FROM register_names")


def _link_batch(session: Session, ledger: Ledger, batch: list[Part]) -> dict[Unit, Done]:
    session.create("link_rows", {**dict.fromkeys(_UNIT, "VARCHAR"), **_RAW})
    session.append("link_rows", [_unlinked(session, item, units) for item, units in batch])
    for name, made in (
        ("link_said", _said()),
        ("link_evidence", _evidence()),
        ("link_decided", decide_links(ibis.table(CANDIDATES, name="link_evidence"))),
        ("link_open", _open_names()),
    ):
        session.store(name, to_sql(made, session.dialect))
    find_candidates(session, "link_open", "register_given", "link_found")
    for name, made in (("links", _links()), ("candidates", _proposals())):
        session.store(name, to_sql(made, session.dialect))
    return _keep(session, ledger, [unit for _, units in batch for unit in units])


_RAW = {"submission": "BIGINT", "row": "BIGINT", **dict.fromkeys(SAID, "VARCHAR")}


def _unlinked(session: Session, item: Item, units: list[Unit]) -> str:
    """Select what the unlinked rows of an item say about whom they concern."""
    files = [path for unit in units for path in unit.files]
    present, says, d = set(session.columns(files[0])), item.subject, session.dialect
    sources = zip(SAID, (says.code, says.regno, says.orgcode, says.name, says.region), strict=True)
    columns = ", ".join(
        f"{quote(code, d) if code in present else 'CAST(NULL AS STRING)'} AS {part}"
        for part, code in sources
    )
    return (
        f"SELECT {text(item.id, d)} AS item, month, submission, {quote('row', d)}, {columns}"
        f" FROM {session.scan(files)} s WHERE subject IS NULL"
    )


def _said() -> ir.Table:
    """The rows with a number each; empty cells are null."""
    t = ibis.table({**_ROW, **_SAYS}, name="link_rows")
    number = ibis.row_number().over(order_by=[t[column] for column in _ROW])
    return t.mutate(party=number, **{part: _cell(t, part) for part in SAID}).select(*_FIRST)


def _cell(t: ir.Table, part: str) -> ir.StringValue:
    cell = tidy(t[part])
    cell = number_form(cell) if part in ("code", "regno", "orgcode") else cell
    return cell.nullif("")


def _evidence() -> ir.Table:
    """Candidates of the stages that decide: code, old numbers, name within the city."""
    said = ibis.table(_FIRST, name="link_said")
    codes = ibis.table({"code": "string", "subject": "int64"}, name="register_codes")
    known = {"code": "string", "scheme": "string", "value": "string"}
    identifiers = ibis.table(known, name="register_identifiers").inner_join(codes, "code")
    names = ibis.table(
        {"code": "string", "normalised": "string", "region": "string"}, name="register_names"
    ).inner_join(codes, "code")
    by_code = said.select("party", "code").inner_join(codes, "code")
    found = [_evident(by_code, "uscc")]
    no_code = said.filter(said["code"].isnull())
    for scheme in ("regno", "orgcode"):
        own = identifiers.filter(identifiers["scheme"] == scheme).select("value", "subject")
        asked = no_code.select("party", value=no_code[scheme])
        found.append(_evident(asked.inner_join(own, "value"), scheme))
    bare = no_code.filter(no_code["regno"].isnull() & no_code["orgcode"].isnull())
    asked = bare.select(
        "party", normalised=name_form(bare["name"]), city=bare["region"].substr(0, 4)
    )
    cities = names.select("normalised", "subject", city=names["region"].substr(0, 4))
    found.append(_evident(asked.inner_join(cities, ["normalised", "city"]), "name"))
    return ibis.union(*found)


def _evident(met: ir.Table, evidence: str) -> ir.Table:
    return met.select("party", "subject", evidence=ibis.literal(evidence), denied=False)


def _decided() -> ir.Table:
    shape = {"party": "int64", "subject": "int64", "linked_by": "string"}
    return ibis.table(shape, name="link_decided")


def _open_names() -> ir.Table:
    said = ibis.table(_FIRST, name="link_said")
    left = said.anti_join(_decided(), "party")
    return left.filter(left["name"].notnull()).select("name").distinct()


def _links() -> ir.Table:
    said = ibis.table(_FIRST, name="link_said").select("party", *_ROW)
    codes = ibis.table({"code": "string", "subject": "int64"}, name="register_codes")
    tied = said.inner_join(_decided(), "party").inner_join(codes, "subject")
    return tied.select(*_UNIT, "submission", "row", "linked_by", subject=tied["code"])


def _proposals() -> ir.Table:
    said = ibis.table(_FIRST, name="link_said")
    left = said.anti_join(_decided(), "party").select(*_ROW, "name")
    kinds = {**dict.fromkeys(FOUND, "string"), "score": "float64", "place": "int64"}
    found = ibis.table(kinds, name="link_found")
    return left.inner_join(found, "name").select(*_UNIT, *_PROPOSALS)


def _keep(session: Session, ledger: Ledger, units: list[Unit]) -> dict[Unit, Done]:
    """Write what was found into the units' folders, and note them as done."""
    rows, tied = _count(session, "link_said"), _count(session, "links")
    done = {
        unit: Done(
            unit.fingerprint,
            rows.get((unit.item, unit.month), 0),
            tied.get((unit.item, unit.month), 0),
        )
        for unit in units
    }
    staged = ledger.lake.root / "runs" / f".{KIND}-{uuid4().hex}"
    try:
        for name, columns in (("links", _LINKS), ("candidates", _PROPOSALS)):
            listed = ", ".join(quote(column, session.dialect) for column in (*_UNIT, *columns))
            session.write(f"SELECT {listed} FROM {name}", staged / name, tuple(_UNIT))
            _gather(staged, name)
        ledger.keep(staged, done)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    for name in _TABLES:
        session.drop(name)
    return done


_TABLES = (
    *("link_rows", "link_said", "link_evidence", "link_decided", "link_open", "link_found"),
    *("links", "candidates"),
)


def _gather(staged: Path, name: str) -> None:
    """Move the folders that were written for each unit into the unit's own."""
    for made in sorted((staged / name).glob("item=*/month=*")):
        target = staged / made.parent.name / made.name
        target.mkdir(parents=True, exist_ok=True)
        made.rename(target / name)


def _count(session: Session, table: str) -> dict[tuple[str, str], int]:
    counted = session.rows(f"SELECT item, month, count(*) FROM {table} GROUP BY item, month")
    return {(item, month): count for item, month, count in counted}
