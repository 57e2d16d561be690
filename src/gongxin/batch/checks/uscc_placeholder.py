"""Placeholder instead of a code."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_placeholder(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    faulty = USCC_PROBLEMS["placeholder"](code)
    if field.placeholders:
        faulty = faulty & ~code.text.isin(list(field.placeholders))
    return faulty


CHECK = Check(
    id="uscc-placeholder",
    severity="reject",
    title=Text("占位代码", "Placeholder instead of a code"),
    message=Text(
        "「{column}」的「{seen}」是占位的，不是真实代码。{no_code}",
        "“{column}”: “{seen}” is a placeholder, not a real code. {no_code}",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_placeholder,
)
