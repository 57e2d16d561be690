"""Value missing in this case."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.checks.condition import met
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Fields that another field's value makes necessary."""
    return field.required_if is not None


def reads(field: Field) -> tuple[str, ...]:
    """The field and the one that decides."""
    assert field.required_if is not None
    return (field.code, field.required_if.field)


def required_if(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the other field calls for a value and there is none."""
    assert field.required_if is not None
    return met(cells, field.required_if) & cells.blank(field.code)


CHECK = Check(
    id="required-if",
    severity="reject",
    title=Text("应填未填", "Value missing in this case"),
    message=Text(
        "{when}，「{column}」必须填写，现在是空的。{accepted}",
        "{when}, “{column}” must be filled, and it is empty. {accepted}",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=required_if,
    reads=reads,
)
