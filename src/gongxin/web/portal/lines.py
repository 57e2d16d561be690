"""A record as one line of a table: everything already a plain string.

The credit file is the page that is read most, so its template only prints what is prepared here.
"""

from typing import NamedTuple

from gongxin.apps.records.queries import remedies
from gongxin.apps.records.views import RecordView
from gongxin.law.catalogue import Field, Item
from gongxin.law.values import shown
from gongxin.web.portal.values import day
from gongxin.web.portal.words import SEVERITIES


class Line(NamedTuple):
    """One record: ``title`` links to ``address``; ``about`` are the other headline values."""

    address: str
    title: str
    about: str
    subject: str
    subject_code: str
    decided: str
    until: str
    department: str
    state: str
    state_word: str
    severity: str
    severity_word: str
    remedies: list[str]
    item: str = ""


def line_of(record: RecordView, language: str, *, remedied: bool = True) -> Line:
    """The line for one record in ``language``; remedies only where they are to be printed."""
    headline = _headline(record, language)
    return Line(
        address=f"/records/{record.id}",
        title=headline[0] if headline else record.item.title.of(language),
        about=" · ".join(headline[1:]),
        subject=record.subject_name,
        subject_code=record.subject_code,
        decided=day(record.decided_on),
        until=day(record.public_until),
        department=department_name(record, language),
        state=record.state,
        state_word=record.state_text.of(language),
        severity=record.severity,
        severity_word=SEVERITIES[record.severity].of(language),
        remedies=_remedies(record, language) if remedied and record.negative else [],
        item=record.item.title.of(language),
    )


def department_name(record: RecordView, language: str) -> str:
    """The filing department's name in ``language``, Chinese where it has no English one."""
    return (language == "en" and record.department_en) or record.department


def _remedies(record: RecordView, language: str) -> list[str]:
    return [text.of(language) for text in remedies(record)]


def _headline(record: RecordView, language: str) -> list[str]:
    """The values of the item's headline, or of its key where the item names no headline."""
    values = [_worded(field, value, language) for field, value in record.headline]
    if values:
        return values
    about = subject_fields(record.item)
    keys = (record.item.index[code] for code in record.item.key if code not in about)
    found = ((field, record.value(field.code)) for field in keys)
    return [shown(field, value, language) for field, value in found if value]


def _worded(field: Field, value: str, language: str) -> str:
    """A value that stands alone: a date says of what, an amount stays on one line."""
    text = shown(field, value, language)
    if field.type == "money":
        return text.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{field.title.of(language)} {text}" if field.type == "date" else text


def subject_fields(item: Item) -> frozenset[str]:
    """The fields that only repeat whom a record is about."""
    return frozenset({item.subject.code, item.subject.name})
