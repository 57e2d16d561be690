"""Whether a row meets a catalogue condition."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells
from gongxin.batch.enumerations import holds
from gongxin.law.catalogue import Condition


def met(cells: Cells, condition: Condition) -> ir.BooleanValue:
    """Where the condition's field has one of its values, or any value when none is named."""
    if not condition.any_of:
        return ~cells.blank(condition.field)
    field = cells.item.index[condition.field]
    text = cells.text(condition.field)
    if field.choices:
        return holds(text, field, condition.any_of)
    return text.isin(list(condition.any_of)).fill_null(False)
