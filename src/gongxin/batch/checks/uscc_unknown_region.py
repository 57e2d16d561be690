"""Region in the code is not listed."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import USCC_WARNINGS
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Uscc fields."""
    return field.type == "uscc"


def uscc_unknown_region(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the normalised code has this problem."""
    code = cells.code(field.code)
    return USCC_WARNINGS["unknown_region"](code)


CHECK = Check(
    id="uscc-unknown-region",
    severity="warn",
    title=Text("代码中的行政区划未收录", "Region in the code is not listed"),
    message=Text(
        "「{column}」的「{seen}」第 3 至 8 位不是 1980 年以来的行政区划代码，可能是开发区；已接收。",
        "“{column}”: places 3-8 of “{seen}” are no region code since 1980, perhaps a development "
        "zone; it was accepted.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=uscc_unknown_region,
)
