"""Amount below zero."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.money import MONEY_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Amounts."""
    return field.type == "money"


def money_negative(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the amount has this problem."""
    return MONEY_PROBLEMS["negative"](cells.amount(field.code))


CHECK = Check(
    id="money-negative",
    severity="reject",
    title=Text("金额为负", "Amount below zero"),
    message=Text(
        "「{column}」的「{seen}」是负数。金额不能小于 0，没有金额时留空。",
        "“{column}”: “{seen}” is negative. An amount cannot be below 0; leave the cell empty where "
        "there is none.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=money_negative,
)
