"""Hides what is personal: names where the public reads them, ID numbers in free text."""

import re
from functools import cache

from gongxin.core.identifiers.constants import ID_FREE_TEXT

ID_REMOVED = "〔身份证号已删除〕"

_BETWEEN_NAMES = re.compile("([、,，;；/ 　]+)")


def mask_person(name: str) -> str:
    """The name of a person (or several) with only the first character of each left.

    >>> mask_person("张三丰")
    '张*'
    >>> mask_person("张三、李四")
    '张*、李*'
    """
    parts = _BETWEEN_NAMES.split(name.strip())
    return "".join(
        part if index % 2 or not part else part[0] + "*" for index, part in enumerate(parts)
    )


def redact_id_numbers(text: str) -> tuple[str, int]:
    """``text`` with its 18-digit ID numbers replaced, and how many there were.

    Recognised by province, birth date and length, in half-width or full-width characters, with a
    space or hyphen between any two; a mistyped check digit hides no one.

    >>> redact_id_numbers("当事人（329900190001010369）违法")
    ('当事人（〔身份证号已删除〕）违法', 1)
    """
    return _id_number().subn(ID_REMOVED, text)


@cache
def _id_number() -> re.Pattern[str]:
    return re.compile(ID_FREE_TEXT)  # takes longer than to start a command that never asks
