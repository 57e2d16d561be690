"""A credit file made ready to print: counts, register data, and one section for each item."""

from typing import Final

from gongxin.apps.records.queries import CreditFile
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC, shown_items
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import instant
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.law.statuses import status_title
from gongxin.law.values import shown
from gongxin.web.portal.lines import line_of, subject_fields
from gongxin.web.portal.rows import Count, Fact, Section, count_cells, fact_cells, file_sections
from gongxin.web.portal.values import is_chinese, region_name
from gongxin.web.portal.words import kind_title, listed

_VIEWERS: Final = {str(viewer.level): viewer for viewer in (PUBLIC, AUTHORISED, FULL)}
PER_ITEM: Final = 50
_LONG: Final = 60  # characters beyond which a value takes the whole width


def file_context(file: CreditFile, language: str) -> dict[str, object]:
    """The values that ``portal/subject.html`` prints."""
    items = _items(file)
    sections = [_section(file, item, language) for item in items if file.counts.get(item.id)]
    suffix = _suffix(file)

    def title(item: Item) -> str:
        return item.title.of(language)

    return {
        "section": "home",
        "subject": file.subject,
        "about": " · ".join(_about(file.subject, language)),
        "register": fact_cells(_register(file.register, language)) if file.register else "",
        "register_record": f"/records/{file.register.id}" if file.register else "",
        "counts": count_cells(
            Count(number, item.title.of(language), item.id if number else "")
            for item in items
            for number in [file.counts.get(item.id, 0)]
        ),
        "sections": file_sections(sections, file.subject.code, suffix),
        "aggregates": [
            (
                one.item.title.of(language),
                [Fact(f.title.of(language), value or "—") for f, value in one.figures],
            )
            for one in file.aggregates
        ],
        "none": listed((title(i) for i in items if not file.counts.get(i.id)), language),
        "searched": listed((title(i) for i in items), language),
        "at": instant(file.as_of.known_at),
        "on": file.as_of.on.isoformat(),
        "past": not file.as_of.current,
        "suffix": suffix,
        "inside": file.view != "public",
    }


def _suffix(file: CreditFile) -> str:
    """What links carry on, so that a past day stays the past day."""
    return "" if file.as_of.current else f"?as_of={file.as_of.on.isoformat()}"


def _items(file: CreditFile) -> list[Item]:
    """The items of a file in their order, without the register, which heads the page."""
    register = file.register.item.id if file.register else "registration"
    catalogue = load_catalogue()
    return [catalogue.item(i) for i in shown_items(_VIEWERS[file.view]) if i != register]


def _section(file: CreditFile, item: Item, language: str) -> Section:
    return Section(
        id=item.id,
        title=item.title.of(language),
        number=file.counts[item.id],
        decided_title=item.index[item.decided].title.of(language),
        lines=[line_of(record, language) for record in file.of_item(item.id)],
    )


def _about(subject: Subject, language: str) -> list[str]:
    status = status_title(subject.status).of(language)
    words = (kind_title(subject.kind, language), region_name(subject.region), status)
    return [text for text in words if text]


def _register(record: RecordView, language: str) -> list[Fact]:
    about = subject_fields(record.item)
    facts = [
        Fact(
            field.title.of(language),
            text,
            len(text) > _LONG,
            language == "en" and is_chinese(text),
        )
        for field, value in record.fields
        if field.code not in about
        for text in [shown(field, value, language)]
    ]
    return sorted(facts, key=lambda fact: fact.wide)
