"""Placeholder instead of a registration number."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import REGNO_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Regno fields."""
    return field.type == "regno"


def regno_placeholder(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return REGNO_PROBLEMS["placeholder"](code)


CHECK = Check(
    id="regno-placeholder",
    severity="reject",
    title=Text("工商注册号是占位符", "Placeholder instead of a registration number"),
    message=Text(
        "「{column}」的「{seen}」是占位的，不是真实号码。没有工商注册号就留空。",
        "“{column}”: “{seen}” is a placeholder. Leave the cell empty where there is no registration "
        "number.",
    ),
    law=Text("GS 15-2006 工商行政管理市场主体注册号编制规则", "GS 15-2006, registration number"),
    applies=applies,
    faulty=regno_placeholder,
)
