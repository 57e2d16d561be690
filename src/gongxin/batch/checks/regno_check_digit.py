"""Registration number fails its check digit."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import REGNO_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Regno fields."""
    return field.type == "regno"


def regno_check_digit(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return REGNO_PROBLEMS["check_digit"](code)


CHECK = Check(
    id="regno-check-digit",
    severity="reject",
    title=Text("工商注册号校验位不对", "Registration number fails its check digit"),
    message=Text(
        "「{column}」的「{seen}」校验位不对，其中有一位写错了。请对照证照；没有就留空。",
        "“{column}”: “{seen}” fails its check digit, so one of its characters is wrong. Compare it "
        "with the certificate, or leave the cell empty.",
    ),
    law=Text("GS 15-2006 工商行政管理市场主体注册号编制规则", "GS 15-2006, registration number"),
    applies=applies,
    faulty=regno_check_digit,
)
