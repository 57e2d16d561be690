"""Code on the evidenced exception list."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_WARNINGS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_excepted(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return USCC_WARNINGS["excepted"](code)


CHECK = Check(
    id="uscc-excepted",
    severity="warn",
    title=Text("有据可查的例外代码", "Code on the evidenced exception list"),
    message=Text(
        "「{column}」的「{seen}」校验位不符，但在有据可查的例外清单上，已接收。",
        "“{column}”: “{seen}” fails its check digit but is on the evidenced exception list; it was "
        "accepted.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_excepted,
)
