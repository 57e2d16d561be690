"""Columns of enumerated values: what is accepted, and the catalogue's own spelling of it.

A field of type ``enums`` holds several values between any of the separators; they are kept
between ``;``. Spellings that files use (``also``) stand for the catalogue's value.
"""

import re

import ibis.expr.types as ir

from gongxin.batch.text import fits
from gongxin.law.catalogue import Choice, Field

SEPARATORS = ";；,，、|/"
_SEPARATOR = f"[{SEPARATORS}]"
_OPEN = "[-－—:：(（]"


def spellings(field: Field) -> dict[str, Choice]:
    """Every accepted spelling of the field's values, with the value it stands for."""
    found: dict[str, Choice] = {}
    for choice in field.choices:
        for spelling in (choice.value, *choice.also):
            if field.type == "enum" or not re.search(_SEPARATOR, spelling):
                found.setdefault(spelling.replace(" ", ""), choice)
    return found


def accepted(col: ir.StringValue, field: Field) -> ir.BooleanValue:
    """Where tidy text is one of the field's values (``enums``: one or more, separated)."""
    words = sorted(spellings(field), key=lambda word: (-len(word), word))
    one = "|".join(re.escape(word) for word in words)
    if field.open_choices:
        one += f"|{re.escape(field.choices[-1].value)}{_OPEN}[^;；]+"
    if field.type == "enum":
        return fits(_plain(col), one)
    return fits(_plain(col), f"(?:{one})(?:{_SEPARATOR}(?:{one}))*{_SEPARATOR}?")


def canonical(col: ir.StringValue, field: Field) -> ir.StringValue:
    """Accepted text in the catalogue's spelling, several values between ``;``."""
    text = _fenced(col, field)
    for spelling, choice in spellings(field).items():
        if spelling != choice.value:
            text = text.replace(f";{spelling};", f";{choice.value};")
    return text.re_replace("^;+|;+$", "").re_replace(";+", ";")


def holds(col: ir.StringValue, field: Field, values: tuple[str, ...]) -> ir.BooleanValue:
    """Where tidy text holds one of ``values`` in any spelling; false for null."""
    wanted = [word for word, choice in spellings(field).items() if choice.value in values]
    assert wanted, "a pattern of no words would fit blank text"
    one = "|".join(re.escape(word) for word in wanted)
    ends = _SEPARATOR if field.type == "enums" else ";"
    return _plain(col).re_search(rf"(?:^|{ends})(?:{one})(?:{ends}|\z)").fill_null(False)


def _plain(col: ir.StringValue) -> ir.StringValue:
    return col.replace(" ", "").replace("\u3000", "")


def _fenced(col: ir.StringValue, field: Field) -> ir.StringValue:
    text = _plain(col)
    if field.type == "enums":
        text = text.re_replace(_SEPARATOR, ";;")
    return ";" + text + ";"
