"""Organisation code with impossible characters."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import ORGCODE_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Orgcode fields."""
    return field.type == "orgcode"


def orgcode_characters(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return ORGCODE_PROBLEMS["characters"](code)


CHECK = Check(
    id="orgcode-characters",
    severity="reject",
    title=Text("组织机构代码含有不允许的字符", "Organisation code with impossible characters"),
    message=Text(
        "「{column}」的「{seen}」含有组织机构代码中不会出现的字符（只用数字和大写字母）。请对照证照；"
        "没有就留空。",
        "“{column}”: “{seen}” holds characters that no organisation code has (digits and capital "
        "letters only). Compare it with the certificate, or leave the cell empty.",
    ),
    law=Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation code"),
    applies=applies,
    faulty=orgcode_characters,
)
