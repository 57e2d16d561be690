"""Text too long."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.text import is_longer, may_be_longer
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Text with a limit."""
    return field.type in ("text", "capital") and field.length is not None


def length(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where there are more characters than allowed."""
    assert field.length is not None
    return is_longer(cells.raw(field.code), field.length)


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where there are more bytes than characters allowed."""
    assert field.length is not None
    return may_be_longer(cells.raw(field.code), field.length)


CHECK = Check(
    id="length",
    severity="reject",
    title=Text("超过长度", "Text too long"),
    message=Text(
        "「{column}」最多 {length} 个字，现在超过了（开头是「{seen}」）。请精简。",
        "“{column}” takes at most {length} characters and has more (it begins “{seen}”). Shorten it.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=length,
    grain="cell",
    doubtful=doubtful,
)
