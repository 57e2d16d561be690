"""Field values as a report prints them: choices in its language, money with its unit."""

import re
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from gongxin.core.text import Text
from gongxin.law.catalogue import Field

_LEGAL_ZONE: Final = ZoneInfo("Asia/Shanghai")
_SEPARATOR: Final = re.compile(r"[;；,，、|]")
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
        parts = [part.strip() for part in _SEPARATOR.split(value) if part.strip()]
        return _COMMA.of(language).join(_choice(field, part, language) for part in parts)
    return _choice(field, value, language)


def titled(field: Field, language: str) -> str:
    """The title of ``field``; of an amount without the unit, which :func:`shown` prints."""
    title = field.title.of(language)
    return _UNIT.sub("", title) if field.type == "money" else title


def instant(moment: datetime) -> str:
    """A moment in Beijing time, to the minute: ``2026-11-21 14:03``."""
    return moment.astimezone(_LEGAL_ZONE).strftime("%Y-%m-%d %H:%M")


def _money(value: str, unit: str, language: str) -> str:
    """The amount with its unit; 万元 becomes yuan in English, which needs no explanation.

    >>> _money("2.500000", "万元", "zh"), _money("2.500000", "万元", "en")
    ('2.5 万元', '25,000 yuan')
    """
    with suppress(InvalidOperation):
        amount = Decimal(value)
        if language == "en" and unit == "万元":
            amount, unit = amount * 10_000, "yuan"
        whole, _, decimals = f"{amount:,f}".partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}{'.' if decimals else ''}{decimals} {unit}".rstrip()
    return f"{value} {unit}".rstrip()


def _choice(field: Field, value: str, language: str) -> str:
    title = next((c.title for c in field.choices if c.value == value), None)
    if title is not None:
        return title.of(language)
    head, dash, rest = value.partition("-")
    if language == "en" and dash and field.open_choices:
        return f"{_choice(field, head, language)}: {rest}"
    return value
