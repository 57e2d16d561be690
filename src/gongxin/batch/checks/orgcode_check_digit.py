"""Organisation code fails its check digit."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import ORGCODE_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Orgcode fields."""
    return field.type == "orgcode"


def orgcode_check_digit(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return ORGCODE_PROBLEMS["check_digit"](code)


CHECK = Check(
    id="orgcode-check-digit",
    severity="reject",
    title=Text("组织机构代码校验位不对", "Organisation code fails its check digit"),
    message=Text(
        "「{column}」的「{seen}」校验位不对，其中有一位写错了。请对照证照；没有就留空。",
        "“{column}”: “{seen}” fails its check digit, so one of its characters is wrong. Compare it "
        "with the certificate, or leave the cell empty.",
    ),
    law=Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation code"),
    applies=applies,
    faulty=orgcode_check_digit,
)
