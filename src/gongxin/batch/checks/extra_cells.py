"""More cells than the header."""

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Found by the reader."""
    return False


CHECK = Check(
    id="extra-cells",
    severity="reject",
    title=Text("单元格多于表头", "More cells than the header"),
    message=Text(
        "本行有 {seen} 个单元格，比表头多，各列内容可能错位。请检查是否有多余的分隔符，"
        "或含逗号的内容没有加英文双引号。",
        "This row has {seen} cells, more than the header, so values may be in the wrong columns. "
        "Look for stray separators, or for text with commas that lacks double quotes.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    grain="reader",
)
