"""Too many decimals."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.money import MONEY_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Amounts."""
    return field.type == "money"


def money_decimals(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the amount has this problem."""
    return MONEY_PROBLEMS["too_many_decimals"](cells.amount(field.code))


CHECK = Check(
    id="money-decimals",
    severity="reject",
    title=Text("小数位过多", "Too many decimals"),
    message=Text(
        "「{column}」的「{seen}」小数超过 6 位。单位是万元，最多填 6 位小数（精确到分）。",
        "“{column}”: “{seen}” has more than 6 decimals. The unit is 10,000 yuan, so 6 decimals are "
        "exact to the fen.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=money_decimals,
)
