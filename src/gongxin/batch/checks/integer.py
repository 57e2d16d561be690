"""Not a whole number."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.text import fits
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item

_DIGITS = "[0-9]{1,15}"


def applies(item: Item, field: Field) -> bool:
    """Whole numbers."""
    return field.type == "integer"


def integer(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the text is no whole number, or one as long as an ID number."""
    return ~fits(cells.text(field.code), _DIGITS)


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where there is anything but digits, space around them included."""
    return ~fits(cells.raw(field.code), _DIGITS)


CHECK = Check(
    id="integer",
    severity="reject",
    title=Text("不是整数", "Not a whole number"),
    message=Text(
        "「{column}」的「{seen}」不是整数。请只填数字，例如：{example}。",
        "“{column}”: “{seen}” is no whole number. Enter digits only, for example {example}.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=integer,
    doubtful=doubtful,
)
