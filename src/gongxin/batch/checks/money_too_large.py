"""Amount too large."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.money import MONEY_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Amounts."""
    return field.type == "money"


def money_too_large(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the amount has this problem."""
    return MONEY_PROBLEMS["too_large"](cells.amount(field.code))


CHECK = Check(
    id="money-too-large",
    severity="reject",
    title=Text("金额过大", "Amount too large"),
    message=Text(
        "「{column}」的「{seen}」整数部分超过 12 位，单位是万元。请检查是否把元当成了万元："
        "2000元写作 0.2。",
        "“{column}”: “{seen}” has more than 12 digits before the point, in units of 10,000 yuan. "
        "Check that it is not in yuan: 2,000 yuan is 0.2.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=money_too_large,
)
