"""Registration number with impossible characters."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import REGNO_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Regno fields."""
    return field.type == "regno"


def regno_characters(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return REGNO_PROBLEMS["characters"](code)


CHECK = Check(
    id="regno-characters",
    severity="reject",
    title=Text("工商注册号含有不允许的字符", "Registration number with impossible characters"),
    message=Text(
        "「{column}」的「{seen}」含有工商注册号中不会出现的字符（只用数字）。请对照证照；没有就留空。",
        "“{column}”: “{seen}” holds characters that no registration number has (digits only). "
        "Compare it with the certificate, or leave the cell empty.",
    ),
    law=Text("GS 15-2006 工商行政管理市场主体注册号编制规则", "GS 15-2006, registration number"),
    applies=applies,
    faulty=regno_characters,
)
