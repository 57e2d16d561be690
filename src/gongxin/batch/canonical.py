"""The form in which a cell is kept: dates ISO, amounts plain decimals, codes and choices standard."""

import ibis.expr.types as ir

from gongxin.batch import dates, enumerations, identifiers, money
from gongxin.law.catalogue import Field


def is_kept_as_written(field: Field) -> bool:
    """Whether tidy text of the field is kept as it is."""
    return field.type in ("text", "capital", "integer")


def canonical(text: ir.StringValue, field: Field) -> ir.StringValue:
    """Tidy, accepted text of a field in the form in which it is kept."""
    match field.type:
        case "date":
            return dates.canonical(text)
        case "money":
            return money.canonical(text)
        case "uscc" | "orgcode" | "regno":
            return identifiers.normalised(text)
        case "enum" | "enums":
            return enumerations.canonical(text, field)
        case _:
            return text
