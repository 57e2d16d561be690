"""Columns of text as departments write them: space around values, and cells that hold nothing."""

import ibis
import ibis.expr.types as ir

# spelled out: engines differ in what they take for \s and for the end of a line
_SPACE = (
    r"[\t\n\f\r \x{00a0}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]"
)
_AROUND = rf"^{_SPACE}+|{_SPACE}+\z"
_ASCII_SPACE_END = " "
_WIDE_SPACES = ("\u00a0", "\u200b", "\u3000", "\ufeff")


@ibis.udf.scalar.builtin
def bit_length(text: str) -> int:
    """Eight times the bytes of the text in UTF-8: engines have it built in."""
    return len(text.encode()) * 8


def fits(col: ir.StringValue, pattern: str) -> ir.BooleanValue:
    """Where the whole text has the pattern; ``$`` would allow engines a last line's end after it."""
    return col.re_search(rf"^(?:{pattern})\z")


def is_longer(col: ir.StringValue, characters: int) -> ir.BooleanValue:
    """Where the text has more than so many characters; false for null.

    A text of no more bytes has no more characters, and need not be counted.
    """
    longer = ibis.cases((bit_length(col) > characters * 8, col.length() > characters), else_=False)
    return longer.fill_null(False)


def may_start_with_space(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text begins with space, or nearly: first bytes compared, which costs next to nothing."""
    wide = [(col >= space) & (col < chr(ord(space) + 1)) for space in _WIDE_SPACES]
    # neither ASCII nor, but for the last, a Chinese character
    beyond = (col > "~") & ((col < "、") | (col >= _WIDE_SPACES[-1]))
    return (col < "!") | ibis.cases((beyond, ibis.or_(*wide)), else_=False)


def may_be_blank(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is missing or begins as space may: true for every blank one, and for some more."""
    chinese = (col >= "、") & (col < _WIDE_SPACES[-1])
    plain = (col >= "!") & (col <= "~")
    return col.isnull() | (~chinese & ~plain)


def may_be_formula(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text begins like a formula; null for null."""
    return (col >= "=") & (col < ">")


def may_be_longer(col: ir.StringValue, characters: int) -> ir.BooleanValue:
    """Where the text has more bytes than so many characters in ASCII; null for null."""
    return bit_length(col) > characters * 8


def _may_end_with_space(col: ir.StringValue) -> ir.BooleanValue:
    found = col.endswith(_ASCII_SPACE_END) | col.endswith("\n") | col.endswith("\t")
    for space in _WIDE_SPACES:
        found = found | col.endswith(space)
    return found


def may_have_space_around(col: ir.StringValue) -> ir.BooleanValue:
    """Where :func:`tidy` looks for space; null for null."""
    return may_start_with_space(col) | _may_end_with_space(col)


def tidy(col: ir.StringValue) -> ir.StringValue:
    """The text without the space around it; null where nothing is left."""
    stripped = col.re_replace(_AROUND, "").nullif("")
    return ibis.cases((may_have_space_around(col), stripped), else_=col)


def blank(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is missing or nothing but space."""
    stripped = col.re_replace(_AROUND, "") == ""
    return col.isnull() | ibis.cases((may_start_with_space(col), stripped), else_=False)
