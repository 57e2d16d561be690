"""One record: what it says, where it comes from, why it is public, what can be done about it."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import NotFound
from gongxin.apps.records.queries import as_of, history, record_by_uid, remedies
from gongxin.apps.records.reckoning import cited, reasons
from gongxin.apps.records.views import RecordView
from gongxin.core.dates import instant
from gongxin.core.text import Text
from gongxin.law.catalogue import Field
from gongxin.law.values import shown
from gongxin.web.language import current
from gongxin.web.portal.lines import department_name, line_of, subject_fields
from gongxin.web.portal.parameters import as_of_day, unknown
from gongxin.web.portal.values import day, is_chinese
from gongxin.web.portal.viewing import note_reading, page, viewer_of
from gongxin.web.portal.words import CHANGES, LINKED_BY, word


class Change(NamedTuple):
    """One revision in the history; ``differences`` are (title, before, after)."""

    revision: int
    at: str
    until: str
    what: str
    state: str
    state_word: str
    submission: int
    row: int
    differences: list[tuple[str, str, str]]


@require_safe
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The record as it is now or was as of ``?as_of=``, if the reader may see it."""
    viewer, language = viewer_of(request), current()
    moment = as_of(as_of_day(request))
    found = record_by_uid(uid, viewer=viewer, as_of=moment)
    if found is None:
        raise NotFound("no_record", _GONE.format(at=instant(moment.known_at)))
    note_reading(request, found.subject_id, FileReading.What.RECORD)
    item = found.item
    about = subject_fields(item)
    context = {
        "section": item.id,
        "record": found,
        "line": line_of(found, language, remedied=False),
        "item_title": item.title.of(language),
        "decided_title": item.index[item.decided].title.of(language),
        "facts": [
            (field.title.of(language), text, language == "en" and is_chinese(text))
            for field, value in found.fields
            if field.code not in about
            for text in [shown(field, value, language)]
        ],
        "department": department_name(found, language),
        "filed_at": instant(found.known_from) if found.known_from else "",
        "change": word(CHANGES, found.change, language),
        "linked_by": word(LINKED_BY, found.linked_by, language),
        "changes": _changes(history(uid, viewer=viewer), language),
        "bases": [cited(basis, language) for basis in item.bases],
        "reasons": reasons(found, language),
        "remedies": [text.of(language) for text in remedies(found)],
        "public_from": day(found.public_from),
        "corrected": found.known_from is not None and found.known_from > moment.known_at,
        "at": instant(moment.known_at),
        "on": day(moment.on),
        "past": not moment.current,
        "gone": _gone(found, language),
        "inside": viewer.level != "public",
        "unknown": unknown(request, ("as_of",)),
    }
    return page(request, "portal/record.html", context)


def _gone(record: RecordView, language: str) -> str:
    """Why the record of a past day is not shown today; empty where it still is."""
    gone = record.gone
    return f"{gone.title.of(language)} · {day(gone.on)} · {gone.reason}" if gone else ""


def _changes(revisions: list[RecordView], language: str) -> list[Change]:
    """The history, newest first, each with what it changed in the revision before it."""
    older = [*revisions[1:], None]
    return [
        Change(
            revision=one.revision,
            at=instant(one.known_from) if one.known_from else "",
            until=instant(one.known_until) if one.known_until else "",
            what=word(CHANGES, one.change, language),
            state=one.state,
            state_word=one.state_text.of(language),
            submission=one.submission,
            row=one.row,
            differences=_differences(before, one, language) if before else [],
        )
        for one, before in zip(revisions, older, strict=True)
    ]


def _differences(
    before: RecordView, after: RecordView, language: str
) -> list[tuple[str, str, str]]:
    fields = {field.code: field for field, _ in [*before.fields, *after.fields]}
    return [
        (
            field.title.of(language),
            _former(before, field, language),
            shown(field, after.value(code), language) if after.value(code) else "—",
        )
        for code, field in fields.items()
        if before.value(code) != after.value(code)
    ]


def _former(before: RecordView, field: Field, language: str) -> str:
    if field.code in before.withheld:
        return _WITHHELD.of(language)
    value = before.value(field.code)
    return shown(field, value, language) if value else "—"


_WITHHELD = Text("更正前的内容不再公开", "no longer public")
_GONE = Text(
    "没有这条可以查看的记录。它可能已经停止公示、被撤回，或者编号有误。已检索全部公开记录，"
    "截至 {at}（北京时间）。",
    "There is no such record that you may see. Its publication may have ended, it may have been "
    "withdrawn, or its number is wrong. Searched: all public records, as of {at} Beijing time.",
)
