"""Date in the future."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Dates of things that have happened."""
    return field.type == "date" and not field.future_allowed


def date_future(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the day is after the one the file was handed in."""
    return cells.kept(field.code) > cells.received_on()


CHECK = Check(
    id="date-future",
    severity="reject",
    title=Text("日期在未来", "Date in the future"),
    message=Text(
        "「{column}」的「{seen}」晚于报送当天，事情还不可能发生。请核对年份。",
        "“{column}”: “{seen}” is later than the day of submission, so it cannot have happened yet. "
        "Check the year.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=date_future,
)
