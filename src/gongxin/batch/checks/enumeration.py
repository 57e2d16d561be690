"""Value outside the list."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.enumerations import accepted
from gongxin.batch.personal import contains_id_number
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Enumerated fields."""
    return bool(field.choices)


def enumeration(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the value is none of the accepted ones; an open one must not hold an ID number."""
    text = cells.text(field.code)
    faulty = ~accepted(text, field)
    return faulty | contains_id_number(text) if field.open_choices else faulty


CHECK = Check(
    id="enumeration",
    severity="reject",
    title=Text("不在可选值内", "Value outside the list"),
    message=Text(
        "「{column}」不能是「{seen}」。可选：{choices}。",
        "“{column}” cannot be “{seen}”. Accepted: {choices}.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=enumeration,
)
