"""Credit code of no known kind."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_department_kind(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    faulty = USCC_PROBLEMS["department_kind"](code)
    if field.placeholders:
        faulty = faulty & ~code.text.isin(list(field.placeholders))
    return faulty


CHECK = Check(
    id="uscc-department-kind",
    severity="reject",
    title=Text("代码前两位无此类别", "Credit code of no known kind"),
    message=Text(
        "「{column}」的「{seen}」前两位不对，没有这种登记管理部门和机构类别（企业是 91，个体工商户是 "
        "92）。请对照证照。",
        "“{column}”: the first two characters of “{seen}” name no registering department and kind "
        "(companies have 91, individual businesses 92). Compare it with the licence.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_department_kind,
)
