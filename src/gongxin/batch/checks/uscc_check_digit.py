"""Credit code fails its check digit."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_check_digit(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    faulty = USCC_PROBLEMS["check_digit"](code)
    if field.placeholders:
        faulty = faulty & ~code.text.isin(list(field.placeholders))
    return faulty


CHECK = Check(
    id="uscc-check-digit",
    severity="reject",
    title=Text("代码校验位不对", "Credit code fails its check digit"),
    message=Text(
        "「{column}」的「{seen}」校验位不对，其中有一位写错了。请对照营业执照或登记证书。",
        "“{column}”: “{seen}” fails its check digit, so one of its characters is wrong. Compare it "
        "with the licence or certificate.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_check_digit,
)
