"""The list of an item's records: filters in the address, paging, CSV."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.errors import NotFound
from gongxin.apps.records.queries import AsOf, RecordFilters, as_of, list_records
from gongxin.apps.records.visibility import Viewer, shown_fields, shown_items
from gongxin.core.dates import instant
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.law.values import shown
from gongxin.web.csv_export import csv_response
from gongxin.web.language import current
from gongxin.web.paging import paging
from gongxin.web.portal.filters import KNOWN, read_filters
from gongxin.web.portal.lines import department_name, line_of
from gongxin.web.portal.parameters import Unreadable, as_of_day, unknown
from gongxin.web.portal.rows import list_rows
from gongxin.web.portal.values import day
from gongxin.web.portal.viewing import page, viewer_of

SIZE: Final = 30
_EXPORT_SIZE: Final = 500
_LARGEST_EXPORT: Final = 10_000


@require_safe
def records(request: HttpRequest, item_id: str) -> HttpResponse:
    """One page of an item's records, newest decision first."""
    viewer, language = viewer_of(request), current()
    item = _item(item_id, viewer)
    moment = as_of(as_of_day(request))
    form, filters = read_filters(request, item, language)
    context: dict[str, object] = {
        "section": item.id,
        "item": item,
        "title": item.title.of(language),
        "description": item.description.of(language) if item.description else "",
        "decided_title": item.index[item.decided].title.of(language),
        "negative": item.polarity == "negative",
        "form": form,
        "at": instant(moment.known_at),
        "past": not moment.current,
        "on": day(moment.on),
        "unknown": unknown(request, KNOWN),
    }
    if form.problems:
        return page(request, "portal/records.html", context, status=400)
    found = list_records(
        item_id, viewer=viewer, as_of=moment, filters=filters, page=form.page, size=SIZE
    )
    query = [*form.query, *([("as_of", day(moment.on))] if not moment.current else [])]
    lines = [line_of(record, language, remedied=False) for record in found.records]
    suffix = "" if moment.current else f"?as_of={day(moment.on)}"
    context |= {
        "found": found,
        "rows": list_rows(lines, item.index[item.decided].title.of(language), suffix),
        "paging": paging(form.page, SIZE, found.total, query),
        "csv": _csv_address(item_id, query),
    }
    return page(request, "portal/records.html", context)


@require_safe
def export(request: HttpRequest, item_id: str) -> HttpResponseBase:
    """The filtered list as CSV, with every field that the reader may see."""
    viewer, language = viewer_of(request), current()
    item = _item(item_id, viewer)
    moment = as_of(as_of_day(request))
    form, filters = read_filters(request, item, language)
    if form.problems:
        raise Unreadable("filters", Text(*(" ".join(form.problems.values()),) * 2))
    fields = shown_fields(item, viewer)
    header = [f.title.of(language) for f in fields]
    header += [_("关联到的组织"), _("关联到的统一社会信用代码")]
    header += [_("公示起"), _("公示至"), _("状态"), _("报送部门"), _("记录编号")]
    rows = _rows(item, viewer, moment, filters, language)
    return csv_response(f"{item.id}-{day(moment.on)}.csv", header, rows)


def _rows(
    item: Item, viewer: Viewer, moment: AsOf, filters: RecordFilters, language: str
) -> Iterator[list[str]]:
    fields = shown_fields(item, viewer)
    for number in range(1, _LARGEST_EXPORT // _EXPORT_SIZE + 1):
        found = list_records(
            item.id, viewer=viewer, as_of=moment, filters=filters, page=number, size=_EXPORT_SIZE
        )
        for record in found.records:
            values = {field.code: shown(field, value, language) for field, value in record.fields}
            yield [
                *(values.get(field.code, "") for field in fields),
                record.subject_name,
                record.subject_code,
                day(record.public_from),
                day(record.public_until),
                record.state_text.of(language),
                department_name(record, language),
                str(record.id),
            ]
        if number >= found.pages:
            return


def _item(item_id: str, viewer: Viewer) -> Item:
    if item_id not in shown_items(viewer):
        raise NotFound("no_item", _NO_ITEM.format(item=item_id[:40]))
    return load_catalogue().item(item_id)


def _csv_address(item_id: str, query: list[tuple[str, str]]) -> str:
    address = reverse("portal:records_csv", args=[item_id])
    return f"{address}?{urlencode(query)}" if query else address


_NO_ITEM: Final = Text(
    "信息目录中没有“{item}”这一类公开信息。目录列出了全部类别。",
    "The catalogue has no public item “{item}”. The catalogue page lists all of them.",
)
