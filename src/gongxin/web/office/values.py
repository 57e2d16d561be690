"""Field values as staff read them: choices in their language, amounts without needless zeros."""

import re
from typing import Final

from gongxin.core.text import Text
from gongxin.law.catalogue import Field
from gongxin.web.language import say

_SEPARATOR: Final = re.compile(r"[;；,，、|]")
_COMMA: Final = Text("、", ", ")


def shown(field: Field, value: str) -> str:
    """``value`` of ``field`` in the reader's language; the field's title says the unit."""
    if field.type == "money" and "." in value:
        return value.rstrip("0").rstrip(".")
    if field.type == "enums":
        parts = [part.strip() for part in _SEPARATOR.split(value) if part.strip()]
        return say(_COMMA).join(_choice(field, part) for part in parts)
    return _choice(field, value)


def _choice(field: Field, value: str) -> str:
    title = next((choice.title for choice in field.choices if choice.value == value), None)
    return say(title) if title else value
