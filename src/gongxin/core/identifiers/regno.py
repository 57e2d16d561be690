"""工商注册号, the 15-digit registration number (GS 15-2006) before the 18-character code."""

import re

from gongxin.core.identifiers.checksums import regno_check
from gongxin.core.identifiers.constants import REGNO_LENGTH, REGNO_PATTERN
from gongxin.core.identifiers.idcard import is_personal
from gongxin.core.identifiers.normalise import normalise
from gongxin.core.identifiers.verdict import Verdict

_SHAPE = re.compile(REGNO_PATTERN)


def judge(text: str) -> Verdict:
    """Judges ``text`` as a registration number.

    >>> judge("110108000000016").ok
    True
    >>> judge("110108000000017").problems
    ('check_digit',)
    """
    value = normalise(text)
    return Verdict(value, _problems(value), ("normalised",) if value != text else ())


def _problems(value: str) -> tuple[str, ...]:
    if is_personal(value):
        return ("id_card",)
    if len(value) != REGNO_LENGTH:
        return ("length",)
    if value == value[0] * REGNO_LENGTH:
        return ("placeholder",)
    if _SHAPE.fullmatch(value) is None:
        return ("characters",)
    return () if regno_check(value) == value[14] else ("check_digit",)


def make(body14: str) -> str:
    """``body14`` with its check digit; ValueError unless it is fourteen digits.

    >>> make("11010800000001")
    '110108000000016'
    """
    if _SHAPE.fullmatch(body14 + "0") is None:
        raise ValueError(f"a registration number begins with 14 digits, not {body14!r}")
    return body14 + regno_check(body14)
