"""Registration number of the wrong length."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import REGNO_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Regno fields."""
    return field.type == "regno"


def regno_length(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return REGNO_PROBLEMS["length"](code)


CHECK = Check(
    id="regno-length",
    severity="reject",
    title=Text("工商注册号位数不对", "Registration number of the wrong length"),
    message=Text(
        "「{column}」的「{seen}」不是 15 位，例如：{example}。请对照证照；没有就留空。",
        "“{column}”: “{seen}” does not have 15 characters (for example {example}). Compare it with "
        "the certificate, or leave the cell empty.",
    ),
    law=Text("GS 15-2006 工商行政管理市场主体注册号编制规则", "GS 15-2006, registration number"),
    applies=applies,
    faulty=regno_length,
)
