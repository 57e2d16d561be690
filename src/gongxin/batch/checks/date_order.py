"""Dates in the wrong order."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Dates that cannot be before another."""
    return field.not_before is not None


def reads(field: Field) -> tuple[str, ...]:
    """The field and the one it may not precede."""
    assert field.not_before is not None
    return (field.code, field.not_before)


def date_order(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the day is before the other field's."""
    assert field.not_before is not None
    return cells.kept(field.code) < cells.kept(field.not_before)


CHECK = Check(
    id="date-order",
    severity="reject",
    title=Text("日期先后颠倒", "Dates in the wrong order"),
    message=Text(
        "「{column}」的「{seen}」早于「{other}」。请核对这两个日期。",
        "“{column}”: “{seen}” is earlier than “{other}”. Check both dates.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=date_order,
    reads=reads,
)
