"""Number rounded by the spreadsheet."""

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Found by the reader."""
    return False


CHECK = Check(
    id="number-precision",
    severity="reject",
    title=Text("数字被表格软件截断", "Number rounded by the spreadsheet"),
    message=Text(
        "「{column}」的「{seen}」存成了数值，表格软件会把第 15 位以后的数字改成 0。"
        "请把该列设为文本格式，再重新填写。",
        "“{column}”: “{seen}” is stored as a number, and spreadsheets turn digits beyond the 15th "
        "into zeros. Format the column as text and enter it again.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    grain="reader",
)
