"""Date does not exist."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Dates."""
    return field.type == "date"


def date_impossible(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the calendar has no such day."""
    return cells.spelled(field.code) & cells.kept(field.code).isnull()


CHECK = Check(
    id="date-impossible",
    severity="reject",
    title=Text("日期不存在", "Date does not exist"),
    message=Text(
        "「{column}」的「{seen}」在日历上不存在。请核对年、月、日，例如：2026-11-21。",
        "“{column}”: “{seen}” is not in the calendar. Check year, month and day; for example "
        "2026-11-21.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=date_impossible,
)
