"""Code was normalised."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.identifiers import changed
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Codes."""
    return field.type in ("uscc", "orgcode", "regno")


def code_normalised(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where normalising changes the text."""
    return changed(cells.text(field.code))


CHECK = Check(
    id="code-normalised",
    severity="warn",
    title=Text("代码已规范化", "Code was normalised"),
    message=Text(
        "「{column}」的「{seen}」含全角、小写、空格或连字符，已按规范写法接收，不必重报。",
        "“{column}”: “{seen}” has full-width or lower-case characters, spaces or hyphens; it was "
        "read in its standard form and need not be sent again.",
    ),
    law=Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, Unified Social Credit Code",
    ),
    applies=applies,
    faulty=code_normalised,
)
