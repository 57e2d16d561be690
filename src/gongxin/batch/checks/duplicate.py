"""Repeated in the file."""

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """The first field of the item's key."""
    return bool(item.key) and item.key[0] == field.code


CHECK = Check(
    id="duplicate",
    severity="reject",
    title=Text("文件内重复", "Repeated in the file"),
    message=Text(
        "本行与第 {seen} 行是同一条记录（关键字段都相同）。请只保留正确的一行。",
        "This row is the same record as row {seen} (all key columns agree). Keep only the right one.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    grain="file",
)
