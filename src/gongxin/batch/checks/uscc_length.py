"""Credit code of the wrong length."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_length(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    faulty = USCC_PROBLEMS["length"](code)
    if field.placeholders:
        faulty = faulty & ~code.text.isin(list(field.placeholders))
    return faulty


CHECK = Check(
    id="uscc-length",
    severity="reject",
    title=Text("代码位数不对", "Credit code of the wrong length"),
    message=Text(
        "「{column}」的「{seen}」不是 18 位。统一社会信用代码是 18 位数字或大写字母，例如："
        "{example}。{no_code}",
        "“{column}”: “{seen}” does not have 18 characters. A credit code has 18 digits or capital "
        "letters, for example {example}. {no_code}",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_length,
)
