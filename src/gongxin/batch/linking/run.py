"""Tie the unlinked rows of a lake: exact evidence decides, for the rest candidates are proposed.

For every unit ``runs/link/<item>/month=<month>/`` holds two folders: ``links`` (``submission, row,
subject, linked_by``) and ``candidates`` (``submission, row, code, bears, score, place`` and how each
part of the names compares). A link by name counts only within the city that the row names; a name
alone only proposes.
"""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import ibis
import ibis.expr.types as ir

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
_FIRST = {"party": "int64", "submission": "int64", "row": "int64", **dict.fromkeys(SAID, "string")}


def link(
    session: Session,
    lake: Lake,
    items: Sequence[Item],
    *,
    since: str | None = None,
    progress: Progress = silent,
) -> Outcome:
    """Do every unit of ``items`` that is not done; ``found`` counts rows that were tied."""
    started, outcome, ledger = time.monotonic(), Outcome(), Ledger(lake, KIND)
    open_units: list[tuple[Item, Unit]] = []
    for item in items:
        units, done = ledger.units(item, since), ledger.done(item.id)
        todo = [
            u for u in units if u.month not in done or done[u.month].fingerprint != u.fingerprint
        ]
        outcome.kept += len(units) - len(todo)
        open_units += [(item, unit) for unit in todo]
    progress(0, len(open_units))
    if open_units:
        _open_register(session, lake)
    for item, unit in open_units:
        one = _link_unit(session, lake, ledger, item, unit)
        outcome.done += 1
        outcome.rows += one.rows
        outcome.found += one.found
        progress(outcome.done, len(open_units))
    outcome.seconds = time.monotonic() - started
    return outcome


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


def _link_unit(session: Session, lake: Lake, ledger: Ledger, item: Item, unit: Unit) -> Done:
    rows = session.store("link_said", to_sql(_said(session, item, unit), session.dialect))
    session.store("link_evidence", to_sql(_evidence(), session.dialect))
    evidence = ibis.table(CANDIDATES, name="link_evidence")
    found = session.store("link_decided", to_sql(decide_links(evidence), session.dialect))
    session.store("link_open", to_sql(_open_names(), session.dialect))
    find_candidates(session, "link_open", "register_given", "link_found")
    staged = lake.root / "runs" / f".{KIND}-{uuid4().hex}"
    target = staged / f"item={unit.item}" / f"month={unit.month}"
    try:
        target.mkdir(parents=True)
        session.write(to_sql(_links(), session.dialect), target / "links")
        session.write(to_sql(_proposals(), session.dialect), target / "candidates")
        done = Done(unit.fingerprint, rows, found)
        ledger.keep(Path(staged), {unit: done})
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    for name in ("link_said", "link_evidence", "link_decided", "link_open", "link_found"):
        session.drop(name)
    return done


def _said(session: Session, item: Item, unit: Unit) -> ir.Table:
    """What each unlinked row says about whom it concerns; empty cells are null."""
    present = set(session.columns(unit.files[0]))
    says = item.subject
    sources = dict(
        zip(SAID, (says.code, says.regno, says.orgcode, says.name, says.region), strict=True)
    )
    used = {part: code for part, code in sources.items() if code in present}
    columns = ", ".join(f"{code} AS {part}" for part, code in used.items())
    scan = session.scan(unit.files)
    session.store(
        "link_rows", f"SELECT submission, row, {columns} FROM {scan} WHERE subject IS NULL"
    )
    shape = {"submission": "int64", "row": "int64", **dict.fromkeys(used, "string")}
    t = ibis.table(shape, name="link_rows")
    cells = {part: _cell(t, part) for part in SAID}
    number = ibis.row_number().over(order_by=[t["submission"], t["row"]])
    return t.select("submission", "row", party=number, **cells).select(*_FIRST)


def _cell(t: ir.Table, part: str) -> ir.StringValue:
    if part not in t.columns:
        return ibis.null("string")
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
    said = ibis.table(_FIRST, name="link_said").select("party", "submission", "row")
    codes = ibis.table({"code": "string", "subject": "int64"}, name="register_codes")
    tied = said.inner_join(_decided(), "party").inner_join(codes, "subject")
    return tied.select("submission", "row", subject=tied["code"], linked_by=tied["linked_by"])


def _proposals() -> ir.Table:
    said = ibis.table(_FIRST, name="link_said")
    left = said.anti_join(_decided(), "party").select("submission", "row", "name")
    kinds = {**dict.fromkeys(FOUND, "string"), "score": "float64", "place": "int64"}
    found = ibis.table(kinds, name="link_found")
    met = left.inner_join(found, "name")
    return met.select("submission", "row", "code", "bears", *COMPARED, "score", "place")
