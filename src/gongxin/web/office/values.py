"""Field values as staff read them: as everyone does, but amounts beside a title that says the unit."""

from gongxin.law import values
from gongxin.law.catalogue import Field
from gongxin.web.language import current


def shown(field: Field, value: str) -> str:
    """``value`` of ``field`` in the reader's language; the field's title says the unit."""
    if field.type == "money":
        return value.rstrip("0").rstrip(".") if "." in value else value
    return values.shown(field, value, current())
