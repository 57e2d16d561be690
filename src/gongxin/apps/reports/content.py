"""What a report says, in no language: the organisation's public file as it is now.

Everything comes from :func:`gongxin.apps.records.queries.credit_file` for the public reader, so a
report holds nothing that the public pages do not.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongxin.apps.records.queries import REGISTER, as_of, credit_file
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import PUBLIC, shown_items
from gongxin.apps.subjects.models import Subject
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

Json = dict[str, object]
SUBJECT = "subject"  # the part of a content that is no item


@dataclass(frozen=True, slots=True)
class Section:
    """An item and the organisation's public records of it, newest decision first; maybe none."""

    item: Item
    records: tuple[RecordView, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The public file on a legal day; ``sections`` has every public item but the register."""

    subject: Subject
    on: date
    register: RecordView | None
    sections: tuple[Section, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of public records of every section, in catalogue order."""
        return {section.item.id: len(section.records) for section in self.sections}


def content_of(subject: Subject) -> Content:
    """The public file of ``subject`` as it is now."""
    now = as_of()
    file = credit_file(subject, viewer=PUBLIC, as_of=now)
    catalogue = load_catalogue()
    items = (catalogue.item(item_id) for item_id in shown_items(PUBLIC) if item_id != REGISTER)
    sections = tuple(Section(item, tuple(file.of_item(item.id))) for item in items)
    return Content(subject, now.on, file.register, sections)


def canonical(content: Content) -> dict[str, list[Json]]:
    """What two contents are compared by: each part's public values, without the day.

    The parts are ``subject`` (with the register data) and the items that have records, so that a
    new catalogue item alone changes no file.
    """
    parts = {s.item.id: _records(s.records) for s in content.sections if s.records}
    return {SUBJECT: _subject(content), **parts}


def digests(content: Content) -> dict[str, str]:
    """The SHA-256 of each part of the canonical content."""
    return {part: _sha256(values) for part, values in canonical(content).items()}


def digest(content: Content) -> str:
    """The SHA-256 of the whole canonical content."""
    return _sha256(canonical(content))


def _subject(content: Content) -> list[Json]:
    subject = content.subject
    about: Json = {
        "code": subject.code,
        "name": subject.name,
        "kind": subject.kind,
        "region": subject.region,
        "status": subject.status,
        "in_register": subject.in_register,
    }
    return [about, _record(content.register)] if content.register else [about]


def _records(records: Iterable[RecordView]) -> list[Json]:
    """In an order that says nothing: by number, not by when each was filed."""
    return [_record(record) for record in sorted(records, key=lambda record: record.id)]


def _record(record: RecordView) -> Json:
    stages: Json = {"stages": list(record.stages)} if record.stages else {}
    return stages | {
        "id": str(record.id),
        "decided_on": record.decided_on.isoformat(),
        "public_from": record.public_from.isoformat() if record.public_from else None,
        "public_until": record.public_until.isoformat() if record.public_until else None,
        "severity": record.severity,
        "state": record.state,
        "department": record.department_code,
        "fields": {field.code: value for field, value in record.fields},
    }


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
