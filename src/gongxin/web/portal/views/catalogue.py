"""The catalogue: what may be recorded, on what basis, and who may see it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongxin.apps.errors import NotFound
from gongxin.batch.template import write_template
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.law.titles import POLARITY_TITLES
from gongxin.web.language import current
from gongxin.web.portal.item_page import item_context
from gongxin.web.portal.viewing import page
from gongxin.web.portal.words import PUBLICITY, word

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Entry(NamedTuple):
    """One item in the overview."""

    id: str
    title: str
    description: str
    polarity_word: str
    scope: str
    basis: str


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All items, under their category of the national catalogue."""
    language = current()
    loaded = load_catalogue()
    groups: dict[str, list[Entry]] = {}
    for one in loaded.items.values():
        title = loaded.categories[one.category].title.of(language)
        groups.setdefault(title, []).append(_entry(one, language))
    context = {"section": "catalogue", "groups": list(groups.items()), "number": len(loaded.items)}
    return page(request, "portal/catalogue.html", context)


@require_safe
def item(request: HttpRequest, item_id: str) -> HttpResponse:
    """One item: basis, publicity, fields, checks, template."""
    context = item_context(_item(item_id), current())
    return page(request, "portal/item.html", context)


@require_safe
def template(request: HttpRequest, item_id: str) -> HttpResponse:
    """The fill-in workbook of an item."""
    found = _item(item_id)
    with TemporaryDirectory() as folder:
        workbook = Path(folder, f"{found.id}.xlsx")
        write_template(found, workbook)
        response = HttpResponse(workbook.read_bytes(), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{found.id}.xlsx"'
    return response


def _item(item_id: str) -> Item:
    found = load_catalogue().items.get(item_id)
    if found is None:
        raise NotFound("no_item", _NO_ITEM.format(item=item_id[:40]))
    return found


def _entry(one: Item, language: str) -> Entry:
    return Entry(
        id=one.id,
        title=one.title.of(language),
        description=one.description.of(language) if one.description else "",
        polarity_word=POLARITY_TITLES[one.polarity].of(language),
        scope=word(PUBLICITY, one.publicity.scope, language),
        basis=one.bases[0].document.of(language),
    )


_NO_ITEM: Final = Text(
    "信息目录中没有“{item}”这一类。目录页列出了全部类别。",
    "The catalogue has no item “{item}”. The catalogue page lists all of them.",
)
