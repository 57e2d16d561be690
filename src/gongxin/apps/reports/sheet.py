"""A report ready to print in one language: nothing but strings, the same for PDF and page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation

from gongxin.apps.records.queries import remedies
from gongxin.apps.records.views import RecordView
from gongxin.apps.reports import wording as w
from gongxin.apps.reports.codes import spelt
from gongxin.apps.reports.content import Content, Section
from gongxin.apps.reports.models import Report
from gongxin.core.dates import instant
from gongxin.core.identifiers.uscc import organisation_kinds
from gongxin.core.regions import path_name
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.statuses import status_title
from gongxin.law.titles import SEVERITY_TITLES
from gongxin.law.values import shown, titled

_LONG = 17  # characters beyond which a value takes the whole width
_ONE_PAGE = 900  # characters that surely fit on one page


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value; ``wide`` values are printed across the page."""

    title: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One record: its headline, the row of dates and department, its fields, what can be done.

    A record that is not ``long`` is kept on one page.
    """

    id: str
    title: str
    severity: str
    severity_word: str
    state: str
    row: list[Fact]
    facts: list[Fact]
    remedies: list[str]
    long: bool


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """One item; without records ``empty`` says that nothing was found."""

    id: str
    title: str
    number: int
    count: str
    latest: str
    basis: str
    empty: str
    records: list[RecordSheet]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole report; ``url`` is where its code is verified, ``words`` the fixed labels."""

    language: str
    name: str
    code: str
    report_code: str
    url: str
    issued: str
    platform: str
    explanation: list[Fact]
    register: list[Fact]
    register_note: str
    sections: list[SectionSheet]
    closing: list[Fact]
    words: dict[str, str] = field(default_factory=dict)


def sheet_of(content: Content, report: Report) -> Sheet:
    """``content`` as ``report`` prints it, in the report's language."""
    language = report.language
    at = instant(report.issued_at)
    url = verify_url(report)
    separator = ", " if language == "en" else "、"
    titles = separator.join(_running(s.item, language) for s in content.sections)
    return Sheet(
        language=language,
        name=content.subject.name,
        code=content.subject.code,
        report_code=spelt(report.code),
        url=url,
        issued=w.BEIJING.format(at=at).of(language),
        platform=platform_name(language),
        explanation=list(_facts(w.EXPLANATIONS, language, at=at, items=titles)),
        register=_register(content, language),
        register_note="" if content.register else w.NO_REGISTER.of(language),
        sections=[_section(section, language, at) for section in content.sections],
        closing=list(_facts(w.CLOSINGS, language, url=url)),
        words={key.lower(): text.of(language) for key, text in _LABELS.items()},
    )


def verify_url(report: Report) -> str:
    """The absolute address that the report's QR code points to."""
    return f"{report.site}/verify/{report.code}"


def _section(section: Section, language: str, at: str) -> SectionSheet:
    item, records = section.item, section.records
    notes = [] if item.polarity == "negative" else _notes(records, language)
    return SectionSheet(
        id=item.id,
        title=item.title.of(language),
        number=len(records),
        count=w.RECORDS.format(number=len(records)).of(language),
        latest=records[0].decided_on.isoformat() if records else w.NONE.of(language),
        basis=w.BASIS.of(language).format(basis=item.bases[0].document.of(language)),
        empty="" if records else w.EMPTY.of(language).format(at=at, title=_running(item, language)),
        records=[_record(record, language) for record in records],
        notes=notes,
    )


def _notes(records: Iterable[RecordView], language: str) -> list[str]:
    """What can be done about records that are not negative: the same for all of a department."""
    return list(dict.fromkeys(text.of(language) for r in records for text in remedies(r)))


def _record(record: RecordView, language: str) -> RecordSheet:
    item = record.item
    headline = [shown(f, value, language) for f, value in record.headline]
    until = record.public_until.isoformat() if record.public_until else w.NO_END.of(language)
    department = (language == "en" and record.department_en) or record.department
    severities = {str(key): text for key, text in SEVERITY_TITLES.items() if key}
    severity = severities.get(record.severity)
    facts = _fields(record, language)
    row = [
        Fact(item.index[item.decided].title.of(language), record.decided_on.isoformat()),
        Fact(w.UNTIL.of(language), until),
        Fact(w.DEPARTMENT.of(language), department),
        Fact(w.STATE.of(language), record.state_text.of(language)),
    ]
    return RecordSheet(
        id=str(record.id),
        title=headline[0] if headline else item.title.of(language),
        severity=record.severity,
        severity_word=severity.of(language) if severity else "",
        state=record.state,
        row=row,
        facts=facts,
        remedies=[t.of(language) for t in remedies(record)] if record.negative else [],
        long=sum(len(fact.value) for fact in facts) > _ONE_PAGE,
    )


def _fields(record: RecordView, language: str) -> list[Fact]:
    """All shown fields but those that the report's head or the record's row already print."""
    item = record.item
    said = {item.subject.code, item.subject.name, item.decided}
    return [
        _fact(titled(f, language), shown(f, value, language))
        for f, value in record.fields
        if f.code not in said
    ]


def _register(content: Content, language: str) -> list[Fact]:
    if content.register is not None:
        register = content.register
        decided = register.item.index[register.item.decided].title.of(language)
        return [Fact(decided, register.decided_on.isoformat()), *_fields(register, language)]
    subject = content.subject
    kinds = {kind.key: kind.title.of(language) for kind in organisation_kinds()}
    about = (
        (w.KIND, kinds.get(subject.kind, subject.kind)),
        (w.REGION, path_name(subject.region) or subject.region),
        (w.STATUS, status_title(subject.status).of(language)),
    )
    return [_fact(title.of(language), value) for title, value in about if value]


def _fact(title: str, value: str) -> Fact:
    width = sum(1.0 if ord(character) > 0x2E7F else 0.55 for character in value)
    return Fact(title, value, width > _LONG or "\n" in value)


def _facts(pairs: Iterable[tuple[Text, Text]], language: str, **values: str) -> Iterator[Fact]:
    for title, text in pairs:
        yield Fact(title.of(language), text.of(language).format(**values), wide=True)


def _running(item: Item, language: str) -> str:
    """The item's title inside a sentence."""
    title = item.title.of(language)
    return title[:1].lower() + title[1:] if language == "en" else title


def platform_name(language: str) -> str:
    """What this platform is called, after its city."""
    with translation.override("en" if language == "en" else "zh-hans"):
        return w.PLATFORM.of(language).format(city=translation.gettext(settings.GONGXIN_CITY))


_LABELS = {
    name: getattr(w, name)
    for name in (
        "TITLE", "EDITION", "NAME", "CODE", "REPORT_CODE", "ISSUED", "SCAN", "PAGE",
        "EXPLANATION", "REGISTER", "SUMMARY", "CATEGORY", "NUMBER", "LATEST", "RECORD_ID",
        "REMEDIES", "CLOSING",
    )
}  # fmt: skip
