"""Date cannot be read."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Dates."""
    return field.type == "date"


def date_unreadable(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the text is no date in any accepted spelling."""
    return ~cells.spelled(field.code)


CHECK = Check(
    id="date-unreadable",
    severity="reject",
    title=Text("日期无法识别", "Date cannot be read"),
    message=Text(
        "「{column}」的「{seen}」不是日期。请写成 2026-11-21；也接受 2026/11/21、20261121、"
        "2026年11月21日。",
        "“{column}”: “{seen}” is no date. Write 2026-11-21; 2026/11/21, 20261121 and 2026年11月21日 "
        "are read too.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=date_unreadable,
)
