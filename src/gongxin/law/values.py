"""Field values as people read them: choices in their language, amounts with their unit."""

import re
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Final

from gongxin.core.text import Text
from gongxin.law.catalogue import Field

SEPARATOR: Final = re.compile(r"[;；,，、|]")
_UNIT: Final = re.compile(r"\s*[（(][^（()）]*(?:yuan|元)[)）]$")
_COMMA: Final = Text("、", ", ")
_OPEN_END: Final = Text("长期", "no end date")


def shown(field: Field, value: str, language: str) -> str:
    """``value`` of ``field`` for a reader of ``language``."""
    if field.type == "date":
        return _OPEN_END.of(language) if value == "2099-12-31" else value
    if field.type == "money":
        return _money(value, field.unit or "", language)
    if field.type == "enums":
        parts = [part.strip() for part in SEPARATOR.split(value) if part.strip()]
        return _COMMA.of(language).join(_choice(field, part, language) for part in parts)
    return _choice(field, value, language) if field.choices else value


def titled(field: Field, language: str) -> str:
    """The title of ``field``; of an amount without the unit, which :func:`shown` prints."""
    title = field.title.of(language)
    return _UNIT.sub("", title) if field.type == "money" else title


def _amount(value: str) -> str:
    """Without the zeros that a fixed number of decimals leaves.

    >>> _amount("2.500000"), _amount("1000"), _amount("0.000000")
    ('2.5', '1,000', '0')
    """
    whole, _, decimals = value.partition(".")
    grouped = f"{int(whole):,}" if whole.isascii() and whole.isdigit() else whole
    decimals = decimals.rstrip("0")
    return f"{grouped}.{decimals}" if decimals else grouped


def _money(value: str, unit: str, language: str) -> str:
    """An amount with its unit; in English 万元 becomes yuan, which needs no explanation.

    >>> _money("2.500000", "万元", "zh"), _money("2.500000", "万元", "en")
    ('2.5 万元', '25,000 yuan')
    """
    if language == "en" and unit == "万元":
        with suppress(InvalidOperation):
            return f"{_amount(format(Decimal(value) * 10_000, 'f'))} yuan"
    return f"{_amount(value)} {unit}".rstrip()


def _choice(field: Field, value: str, language: str) -> str:
    for choice in field.choices:
        if value == choice.value:
            return choice.title.of(language)
    if language != "en":
        return value
    head, dash, rest = value.partition("-")
    if dash and field.open_choices:
        return f"{_choice(field, head, language)}: {rest}"
    return value
