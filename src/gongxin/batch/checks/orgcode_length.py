"""Organisation code of the wrong length."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import ORGCODE_PROBLEMS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Orgcode fields."""
    return field.type == "orgcode"


def orgcode_length(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return ORGCODE_PROBLEMS["length"](code)


CHECK = Check(
    id="orgcode-length",
    severity="reject",
    title=Text("组织机构代码位数不对", "Organisation code of the wrong length"),
    message=Text(
        "「{column}」的「{seen}」不是 9 位，例如：{example}。请对照证照；没有就留空。",
        "“{column}”: “{seen}” does not have 9 characters (for example {example}). Compare it with "
        "the certificate, or leave the cell empty.",
    ),
    law=Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation code"),
    applies=applies,
    faulty=orgcode_length,
)
