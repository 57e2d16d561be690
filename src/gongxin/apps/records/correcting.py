"""A corrected row of a record, checked and dated by the same rules as a row that a file brings."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from gongxin.apps.errors import Invalid
from gongxin.apps.records.holding import later_end, next_revision
from gongxin.apps.records.models import Record
from gongxin.batch.check import CheckOutcome, check_file
from gongxin.batch.engine import file_literal
from gongxin.batch.facts import write_facts
from gongxin.batch.readers.errors import FileRefused
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

_FACT = "uid, digest, fields, decided_on, severity, public_from, public_until"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the corrected row says: its stored fields, its digest, and its publicity window."""

    fields: dict[str, str]
    digest: UUID
    decided_on: date
    severity: str
    public_from: date | None
    public_until: date | None


def corrected(record: Record, changes: Mapping[str, str]) -> Corrected:
    """The row of ``record`` with ``changes`` (field code to value; empty takes a value away).

    Raises Invalid: no change, a field the item does not have, a value that its checks refuse (all of
    them are named), or another decision (the key changed: withdraw this one and file that one).
    """
    item = load_catalogue().item(record.item)
    known = {field.code for field in item.stored_fields}
    if not changes or (unknown := set(changes) - known):
        named = ", ".join(sorted(unknown)) if changes else "-"
        raise Invalid("bad_correction", _FIELDS.format(seen=named, item=item.id))
    said = {**record.fields, **changes}
    row = {field.code: said.get(field.code) or "" for field in item.stored_fields}
    found = _checked(item, row, record)
    if found.digest == record.digest:
        raise Invalid("nothing_corrected", _SAME)
    return found


def correct(record: Record, changes: Mapping[str, str], *, at: datetime) -> Record:
    """The corrected revision of a held record; what was stopped early, shielded or prolonged stays so."""
    found = corrected(record, changes)
    until = found.public_until
    if found.public_from is not None:
        until = later_end(until, record.prolonged_until)
    if record.stopped_on is not None and found.public_from is not None:
        until = min(until or date.max, record.stopped_on - timedelta(days=1))
    return next_revision(
        record,
        change=Record.Change.CORRECTED,
        at=at,
        fields=found.fields,
        digest=found.digest,
        decided_on=found.decided_on,
        severity=found.severity,
        public_from=found.public_from,
        public_until=until,
    )


def window_now(record: Record) -> tuple[date | None, date | None] | None:
    """The first and last public day by what the record says now, whatever stopped it early; None for
    an old record that does not pass today's checks.
    """
    item = load_catalogue().item(record.item)
    row = {field.code: record.fields.get(field.code) or "" for field in item.stored_fields}
    try:
        found = _checked(item, row, record)
    except Invalid:
        return None
    return found.public_from, found.public_until


def _checked(item: Item, row: Mapping[str, str], record: Record) -> Corrected:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "row.jsonl"
        source.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
        try:
            with check_file(item, source, received_on=legal_today(), workdir=folder) as outcome:
                if outcome.accepted != 1:
                    raise Invalid("bad_correction", _refused(outcome))
                return _fact(outcome, item, record, folder)
        except FileRefused as error:  # an old record may lack what the item asks for today
            raise Invalid("bad_correction", error.text) from error


def _fact(outcome: CheckOutcome, item: Item, record: Record, folder: Path) -> Corrected:
    results, facts = folder / "results", folder / "facts.parquet"
    results.mkdir()
    outcome.write(results)
    engine, department = outcome.connection, record.department
    accepted = results / "accepted.parquet"
    write_facts(engine, outcome.plan, item, department.code, accepted, facts, department.sector)
    read = engine.execute(f"SELECT {_FACT} FROM read_parquet({file_literal(facts)})").fetchone()
    if read is None or UUID(str(read[0])) != record.uid:
        raise Invalid("other_decision", _OTHER)
    return Corrected(json.loads(read[2]), UUID(str(read[1])), read[3], read[4], read[5], read[6])


def _refused(outcome: CheckOutcome) -> Text:
    issues = [one for one in outcome.issues() if one.severity != "warn"]
    zh = "；".join(f"{one.column}：{one.message.zh}" for one in issues)
    en = "; ".join(f"{one.column}: {one.message.en}" for one in issues)
    return Text(_REFUSED.zh + zh, _REFUSED.en + en)


_FIELDS = Text(
    "请写明要更正的字段和更正后的值；目录项 {item} 没有这些字段：{seen}。",
    "Name the fields to correct and their values; item {item} does not have: {seen}.",
)
_SAME = Text("更正后的内容与原内容相同。", "The corrected values are those on file already.")
_REFUSED = Text("更正后的内容未通过检查：", "The corrected values did not pass the checks: ")
_OTHER = Text(
    "更正后的内容属于另一份决定（主键字段变了）；请撤回此条，并另行报送正确的一条。",
    "The corrected values belong to another decision (a key field changed): take this record down "
    "and file the right one.",
)
