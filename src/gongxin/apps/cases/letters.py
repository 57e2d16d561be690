"""The public commitment letter of a repair, made from the template and signed by the organisation."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from gongxin.apps.records.finding import document_field
from gongxin.apps.records.views import RecordView
from gongxin.apps.reports.pdf import typeset
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import instant


def commitment_letter(
    subject: Subject,
    *,
    filing: str,
    department: str,
    records: Sequence[RecordView],
    signed_by: str,
    at: datetime,
) -> bytes:
    """The letter as PDF. ``signed_by`` says how it was signed; no natural person is named in it."""
    letter = {
        "name": subject.name,
        "code": subject.code,
        "filing": filing,
        "department": department,
        "signed_by": signed_by,
        "at": instant(at),
        "records": [_line(record) for record in records],
    }
    return typeset(_template(), {"letter": json.dumps(letter, ensure_ascii=False)}, at)


def _line(record: RecordView) -> dict[str, str]:
    field = document_field(record.item)
    return {
        "item": record.item.title.zh,
        "document": record.value(field.code) if field else "",
        "decided": record.decided_on.isoformat(),
        "id": str(record.id),
    }


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(__file__).with_name("commitment.typ").read_bytes()
