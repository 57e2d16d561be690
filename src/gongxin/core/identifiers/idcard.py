"""Recognises natural persons' ID numbers, in order to refuse them."""

import re

from gongxin.core.identifiers.checksums import id_check, regno_check
from gongxin.core.identifiers.constants import ID_PATTERN, ID_PATTERN_15
from gongxin.core.identifiers.normalise import normalise

_SHAPE = re.compile(ID_PATTERN)
_SHAPE_15 = re.compile(ID_PATTERN_15)


def is_id_number(text: str) -> bool:
    """True when ``text`` as a whole is built like an ID number (GB 11643).

    Eighteen characters need a province, a date and the right check digit; fifteen digits (the
    form before 1999, without a check digit) a province and a date.

    >>> is_id_number("329900190001010369")
    True
    >>> is_id_number("329900190013010369")
    False
    """
    value = normalise(text)
    if len(value) == 15:
        return _SHAPE_15.fullmatch(value) is not None
    return _SHAPE.fullmatch(value) is not None and id_check(value) == value[17]


def is_personal(value: str) -> bool:
    """True when the normalised ``value`` must be taken for a person's number.

    Fifteen digits may be a registration number as well: they are one when that check digit fits.
    """
    if not is_id_number(value):
        return False
    return len(value) == 18 or regno_check(value) != value[14]
