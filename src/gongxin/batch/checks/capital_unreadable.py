"""Capital cannot be read."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.text import fits
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item

_WITH_DIGIT = "[^0-9０-９]*[0-9０-９](?s:.*)"
NONE = ("N/A", "NA", "无", "-", "/", "—")


def applies(item: Item, field: Field) -> bool:
    """Registered capital."""
    return field.type == "capital"


def capital_unreadable(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the text holds no digit and does not say that there is no capital."""
    text = cells.text(field.code)
    return ~fits(text, _WITH_DIGIT) & text.upper().notin(NONE)


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """The same of the text with the space around it."""
    text = cells.raw(field.code)
    return ~fits(text, _WITH_DIGIT) & text.upper().notin(NONE)


CHECK = Check(
    id="capital-unreadable",
    severity="warn",
    title=Text("注册资金无法识别", "Capital cannot be read"),
    message=Text(
        "「{column}」的「{seen}」读不出金额，已按原文接收。请写成 200万元、"
        "100万美元这样的数额和单位；没有的填 N/A。",
        "“{column}”: no amount can be read from “{seen}”; it was kept as written. Write amount and "
        "unit, such as 200万元 or 100万美元, or N/A where there is none.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=capital_unreadable,
    doubtful=doubtful,
)
