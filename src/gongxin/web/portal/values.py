"""Field values as people read them: choices in their language, money with its unit."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from gongxin.core.regions import path_name
from gongxin.core.text import Text
from gongxin.law.catalogue import Field
from gongxin.web.portal.words import listed

_LEGAL_ZONE: Final = ZoneInfo("Asia/Shanghai")
SEPARATOR: Final = re.compile(r"[;；,，、|]")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_OPEN_END: Final = Text("长期", "no end date")


def shown(field: Field, value: str, language: str) -> str:
    """``value`` of ``field`` for a reader of ``language``."""
    if field.type == "date":
        return _OPEN_END.of(language) if value == "2099-12-31" else value
    if field.type == "money":
        return _money(value, field.unit or "", language)
    if field.type == "enums":
        parts = [part.strip() for part in SEPARATOR.split(value) if part.strip()]
        named = [_choice(field, part, language) for part in parts]
        return listed(named, language)
    return _choice(field, value, language) if field.choices else value


def instant(moment: datetime) -> str:
    """A moment in Beijing time, to the minute.

    >>> from datetime import UTC
    >>> instant(datetime(2026, 11, 21, 6, 3, tzinfo=UTC))
    '2026-11-21 14:03'
    """
    return moment.astimezone(_LEGAL_ZONE).strftime("%Y-%m-%d %H:%M")


def now() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


def day(value: date | None) -> str:
    """A date as 2026-11-21, empty for none."""
    return value.isoformat() if value else ""


@lru_cache(maxsize=4096)
def region_name(code: str) -> str:
    """The full name of a region, or its code where the list does not know it."""
    return path_name(code) or code


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


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters, so that an English page must mark its language."""
    return _CHINESE.search(text) is not None


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
