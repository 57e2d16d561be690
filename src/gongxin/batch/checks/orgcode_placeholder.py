"""Placeholder instead of an organisation code."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import ORGCODE_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Orgcode fields."""
    return field.type == "orgcode"


def orgcode_placeholder(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return ORGCODE_PROBLEMS["placeholder"](code)


CHECK = Check(
    id="orgcode-placeholder",
    severity="reject",
    title=Text("组织机构代码是占位符", "Placeholder instead of an organisation code"),
    message=Text(
        "「{column}」的「{seen}」是占位的，不是真实号码。没有组织机构代码就留空。",
        "“{column}”: “{seen}” is a placeholder. Leave the cell empty where there is no organisation "
        "code.",
    ),
    law=Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation code"),
    applies=applies,
    faulty=orgcode_placeholder,
)
