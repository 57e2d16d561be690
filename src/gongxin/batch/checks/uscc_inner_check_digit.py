"""Inner organisation code fails its check."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_WARNINGS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_inner_check_digit(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return USCC_WARNINGS["inner_check_digit"](code)


CHECK = Check(
    id="uscc-inner-check-digit",
    severity="warn",
    title=Text("代码内的组织机构代码校验不符", "Inner organisation code fails its check"),
    message=Text(
        "「{column}」的「{seen}」第 9 至 17 位（组织机构代码）校验不符；整个代码有效，已接收。请核对。",
        "“{column}”: places 9-17 of “{seen}” (the organisation code) fail their own check; the whole "
        "code is valid and was accepted. Please verify it.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_inner_check_digit,
)
