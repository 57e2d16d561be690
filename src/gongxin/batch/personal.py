"""Columns of free text searched for natural persons' ID numbers."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.text import bit_length
from gongxin.core.identifiers.constants import ID_FREE_TEXT, ID_LENGTH, ID_SHAPE
from gongxin.core.masking import ID_REMOVED


def contains_id_number(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text holds an ID number; null for null."""
    return col.re_search(ID_FREE_TEXT)


def may_hold_id_number(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text has enough digits for an ID number; far cheaper than the pattern. Null for null.

    A Chinese character takes three bytes, so three times the characters less the bytes is twice the
    ASCII characters; the bound leaves room for four rare characters of four bytes. A number with
    fewer than sixteen ASCII characters has at least three full-width ones, two bytes longer each,
    of which the year tells. Not looked at, as it would take ten searches: a number with fewer than
    sixteen ASCII characters whose year is in ASCII, and with neither １ nor ２ among its others.
    """
    ascii_enough = col.length() * 24 - bit_length(col) >= 32 * 8
    wide = col.contains("１") | col.contains("２")
    # conditions in a row, of which a filter asks the next only where the last one held; characters
    # are counted first where bytes may be too few of them, and that tells of most names
    return (
        (bit_length(col) >= ID_LENGTH * 8)
        & ((bit_length(col) >= ID_LENGTH * 24) | (col.length() >= ID_LENGTH))
        & (ascii_enough | ((bit_length(col) >= (ID_LENGTH + 6) * 8) & wide))
    )


def has_shape_of_id_number(col: ir.StringValue) -> ir.BooleanValue:
    """Where digits stand as in an ID number, whatever is between them; null for null."""
    return col.re_search(ID_SHAPE)


def redacted(col: ir.StringValue) -> ir.StringValue:
    """The text with its ID numbers replaced; null for null."""
    return ibis.cases(
        (may_hold_id_number(col), col.re_replace(ID_FREE_TEXT, ID_REMOVED)), else_=col
    )
