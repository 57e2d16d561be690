"""Amount cannot be read."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.money import MONEY_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Amounts."""
    return field.type == "money"


def money_unreadable(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the amount has this problem."""
    return MONEY_PROBLEMS["unreadable"](cells.amount(field.code))


CHECK = Check(
    id="money-unreadable",
    severity="reject",
    title=Text("金额无法识别", "Amount cannot be read"),
    message=Text(
        "「{column}」的「{seen}」不是金额。请填以万元为单位的数字：2000元写作 0.2；没有金额时留空。",
        "“{column}”: “{seen}” is no amount. Enter a number in units of 10,000 yuan: 2,000 yuan is "
        "0.2; leave the cell empty where there is none.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=money_unreadable,
)
