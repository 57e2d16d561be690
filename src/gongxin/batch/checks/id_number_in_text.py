"""ID number inside text."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.personal import (
    contains_id_number,
    has_shape_of_id_number,
    may_hold_id_number,
)
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Free text that is long enough to hold an ID number."""
    return field.type in ("text", "capital") and (field.length is None or field.length >= 18)


def id_number_in_text(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the text holds an ID number."""
    text = cells.raw(field.code)
    return ibis.cases((may_hold_id_number(text), contains_id_number(text)), else_=False)


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where digits stand as in an ID number."""
    text = cells.raw(field.code)
    return ibis.cases((may_hold_id_number(text), has_shape_of_id_number(text)), else_=False)


CHECK = Check(
    id="id-number-in-text",
    severity="warn",
    title=Text("文字中夹有身份证号", "ID number inside text"),
    message=Text(
        "「{column}」的文字中有居民身份证号，读取时已删除，其余内容已接收。请不要在文字中写身份证号。",
        "The text of “{column}” held a resident ID number; it was removed while reading and the rest "
        "was kept. Do not write ID numbers in texts.",
    ),
    law=Text(
        "公信设计原则一、二：只管组织，不存个人信息；个人信息保护法",
        "Gongxin boundaries 1 and 2: organisations only, no personal data held; "
        "Personal Information Protection Law",
    ),
    applies=applies,
    faulty=id_number_in_text,
    grain="cell",
    doubtful=doubtful,
)
