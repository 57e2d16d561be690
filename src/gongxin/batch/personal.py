"""Columns of free text searched for natural persons' ID numbers."""

import ibis.expr.types as ir

from gongxin.core.identifiers.constants import ID_FREE_TEXT
from gongxin.core.masking import ID_REMOVED


def contains_id_number(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text holds an ID number; null for null."""
    return col.re_search(ID_FREE_TEXT)


def redacted(col: ir.StringValue) -> ir.StringValue:
    """The text with its ID numbers replaced; null for null."""
    return col.re_replace(ID_FREE_TEXT, ID_REMOVED)
