"""Long texts that need not be held while checking: a text without fault is as good as a mark."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.personal import contains_id_number, may_hold_id_number
from gongxin.batch.text import is_longer, may_be_blank, may_be_formula, may_be_longer
from gongxin.law.catalogue import Field, Item

_LONG = 256  # characters
MARK = "略"  # begins as no blank text does


def long_texts(item: Item) -> tuple[Field, ...]:
    """The fields whose texts only the checks of single cells read."""
    read = {item.subject.name, *item.key}
    for field in item.stored_fields:
        for condition in (field.required_if, field.only_if):
            if condition is not None:
                read |= {field.code, condition.field}
    return tuple(
        f
        for f in item.stored_fields
        if f.type == "text" and f.length is not None and f.length >= _LONG and f.code not in read
    )


def shortened(column: ir.Column, field: Field) -> ir.StringValue:
    """The text where any check might find a fault in it, a mark otherwise; null stays null."""
    assert isinstance(column, ir.StringValue)
    assert field.length is not None
    doubtful = (
        column.isnull()
        | (may_be_longer(column, field.length) & is_longer(column, field.length))
        | (may_hold_id_number(column) & contains_id_number(column))
        | may_be_blank(column)
        | may_be_formula(column)
    )
    return ibis.cases((doubtful, column), else_=MARK)
