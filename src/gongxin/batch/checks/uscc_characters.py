"""Credit code with impossible characters."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_characters(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    faulty = USCC_PROBLEMS["characters"](code)
    if field.placeholders:
        faulty = faulty & ~code.text.isin(list(field.placeholders))
    return faulty


CHECK = Check(
    id="uscc-characters",
    severity="reject",
    title=Text("代码含有不允许的字符", "Credit code with impossible characters"),
    message=Text(
        "「{column}」的「{seen}」含有代码中不会出现的字符：不用 I、O、S、V、Z，第 3 至 8 位是数字。"
        "请核对是否把 0 写成了 O、1 写成了 I。",
        "“{column}”: “{seen}” holds characters that no credit code has: I, O, S, V and Z are not "
        "used, and places 3-8 are digits. Check for O instead of 0 and I instead of 1.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_characters,
)
