"""Required value missing."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.text import may_be_blank
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Required fields."""
    return field.required


def required(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the cell is empty."""
    empty = cells.blank(field.code)
    return empty & cells.in_file(field.code) if field.column_optional else empty


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where the cell may be empty."""
    empty = may_be_blank(cells.raw(field.code))
    return empty & cells.in_file(field.code) if field.column_optional else empty


CHECK = Check(
    id="required",
    severity="reject",
    title=Text("必填项为空", "Required value missing"),
    message=Text(
        "「{column}」必须填写，现在是空的。{accepted}",
        "“{column}” must be filled and is empty. {accepted}",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=required,
    grain="cell",
    doubtful=doubtful,
)
