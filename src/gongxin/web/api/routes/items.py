"""The catalogue."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.http import HttpResponse
from ninja import Router

from gongxin.apps.errors import NotFound
from gongxin.batch.template import write_template
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.web.api.answers.items import ItemAnswer, ItemList, item_answer, item_summary
from gongxin.web.api.downloads import XLSX, attachment, binary_answer
from gongxin.web.api.parameters import NamedItem
from gongxin.web.api.reader import ApiRequest
from gongxin.web.api.refusals import refusals

router = Router(tags=["items"])


@router.get(
    "/items",
    operation_id="items",
    summary="公共信用信息目录 / the catalogue",
    response={200: ItemList, **refusals()},
)
def items(request: ApiRequest) -> Any:
    """目录之外的信息不得归集。 / What is not in it cannot be entered."""
    found = [item_summary(item) for item in load_catalogue().items.values()]
    return {"total": len(found), "items": found}


@router.get(
    "/items/{id}",
    operation_id="item",
    summary="一个目录项的字段、依据、公开范围和检查 / fields, bases, publicity and checks of an item",
    response={200: ItemAnswer, **refusals(404)},
)
def item(request: ApiRequest, id: NamedItem) -> Any:  # noqa: A002 the name in the address
    """模板、检查、页面都由此生成。 / Template, checks and pages are made from this."""
    return item_answer(_item(id))


@router.get(
    "/items/{id}/template.xlsx",
    operation_id="template",
    summary="填报模板 / fill-in workbook",
    response={200: bytes, **refusals(404)},
    openapi_extra=binary_answer(XLSX),
)
def template(request: ApiRequest, id: NamedItem) -> HttpResponse:  # noqa: A002
    """列、下拉选项和填写说明与检查一致。 / Its columns, choices and notes agree with the checks."""
    found = _item(id)
    with TemporaryDirectory() as folder:
        workbook = Path(folder, f"{found.id}.xlsx")
        write_template(found, workbook)
        return attachment(workbook.read_bytes(), workbook.name, XLSX)


def _item(item_id: str) -> Item:
    found = load_catalogue().items.get(item_id)
    if found is None:
        known = ", ".join(load_catalogue().items)
        raise NotFound("no_item", _NO_ITEM.format(item=item_id, known=known))
    return found


_NO_ITEM: Final = Text(
    "目录中没有“{item}”；可用：{known}。", "The catalogue has no item “{item}”; it has: {known}."
)
