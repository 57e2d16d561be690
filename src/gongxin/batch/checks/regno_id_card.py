"""ID number in the registration-number column."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import REGNO_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Regno fields."""
    return field.type == "regno"


def regno_id_card(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return REGNO_PROBLEMS["id_card"](code)


CHECK = Check(
    id="regno-id-card",
    severity="refuse",
    title=Text("代码栏是身份证号", "ID number in the registration-number column"),
    message=Text(
        "「{column}」填的是居民身份证号。身份证号是个人信息：本行已拒收，内容未保存。组织请填其代码，例如 {example}。",
        "“{column}” holds a resident ID number, which is personal data: the row was refused and nothing of it kept. Enter the organisation's code, for example {example}.",
    ),
    law=Text(
        "公信设计原则一、二：只管组织，不存个人信息；个人信息保护法",
        "Gongxin boundaries 1 and 2: organisations only, no personal data held; Personal Information Protection Law",
    ),
    applies=applies,
    faulty=regno_id_card,
)
