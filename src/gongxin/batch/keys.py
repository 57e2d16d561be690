"""What makes two rows the same record: the item's key as one text."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.enumerations import canonical
from gongxin.batch.identifiers import normalised
from gongxin.batch.text import may_have_space_around, tidy
from gongxin.law.catalogue import Field, Item

SEPARATOR = "\x1f"


def key_text(cells: ir.Table, item: Item) -> ir.StringValue:
    """The key's columns, tidy and codes normalised, as one text; empty parts for empty cells."""
    parts = [key_part(cells[code], item.index[code]).fill_null("") for code in item.key]
    return ibis.literal(SEPARATOR).join(parts)


def telling_parts(cells: ir.Table, item: Item) -> dict[str, ir.StringValue]:
    """Parts of the key that are cheap to make: rows with the same key are the same in these."""
    texts = [code for code in item.key if item.index[code].type == "text"]
    return {
        code: key_part(cells[code], item.index[code]).fill_null("") for code in texts or item.key
    }


def key_part(column: ir.Column, field: Field) -> ir.StringValue:
    """The column's part in the key: tidy, codes and choices in their standard form; null for nothing."""
    assert isinstance(column, ir.StringValue)
    match field.type:
        case "uscc" | "orgcode" | "regno":
            return normalised(tidy(column)).nullif("")
        case "enum" | "enums":
            return canonical(tidy(column), field).nullif("")
        case _:
            return tidy(column)


def may_be_untidy(column: ir.Column, field: Field) -> ir.BooleanValue:
    """Where :func:`key_part` may be another text than the column's; null or false for null."""
    assert isinstance(column, ir.StringValue)
    match field.type:
        case "uscc" | "orgcode" | "regno" | "enum" | "enums":
            return ~key_part(column, field).identical_to(column)
        case _:
            return may_have_space_around(column)
