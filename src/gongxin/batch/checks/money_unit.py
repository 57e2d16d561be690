"""Wrong unit."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.money import MONEY_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Amounts."""
    return field.type == "money"


def money_unit(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the amount has this problem."""
    return MONEY_PROBLEMS["wrong_unit"](cells.amount(field.code))


CHECK = Check(
    id="money-unit",
    severity="reject",
    title=Text("单位应为万元", "Wrong unit"),
    message=Text(
        "「{column}」的「{seen}」单位是元，本列单位是万元。2000元请写 0.2。",
        "“{column}”: “{seen}” is in yuan. The unit here is 10,000 yuan: write 2,000 yuan as 0.2.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=money_unit,
)
