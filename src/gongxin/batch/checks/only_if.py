"""Value not expected in this case."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.checks.condition import met
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Fields that make sense only with another field's value."""
    return field.only_if is not None


def reads(field: Field) -> tuple[str, ...]:
    """The field and the one that decides."""
    assert field.only_if is not None
    return (field.code, field.only_if.field)


def only_if(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where there is a value that the other field does not call for."""
    assert field.only_if is not None
    return ~cells.blank(field.code) & ~met(cells, field.only_if)


CHECK = Check(
    id="only-if",
    severity="reject",
    title=Text("不应填写", "Value not expected in this case"),
    message=Text(
        "「{column}」填了「{seen}」，但{unless}。请补上「{other}」，或清空本格。",
        "“{column}” holds “{seen}”, but {unless}. Complete “{other}”, or clear this cell.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=only_if,
    reads=reads,
)
