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
        "「{column}」填的是居民身份证号。身份证号是个人信息：本行已拒收，内容没有保存。"
        "如果当事人是组织，请改填组织的代码（例如 {example}）后重报。",
        "“{column}” holds a resident ID number, which is personal data: the row was refused and "
        "nothing of it was kept. If the party is an organisation, enter its code (for example "
        "{example}) and send the row again.",
    ),
    law=Text(
        "公信设计原则一、二：只管组织，不存个人信息；个人信息保护法",
        "Gongxin boundaries 1 and 2: organisations only, no personal data held; "
        "Personal Information Protection Law",
    ),
    applies=applies,
    faulty=regno_id_card,
)
