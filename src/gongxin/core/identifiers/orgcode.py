"""组织机构代码, the organisation code of GB 11714 that the 18-character code grew out of."""

import re

from gongxin.core.identifiers.checksums import orgcode_check
from gongxin.core.identifiers.constants import ORGCODE_LENGTH, ORGCODE_PATTERN
from gongxin.core.identifiers.idcard import is_personal
from gongxin.core.identifiers.normalise import normalise
from gongxin.core.identifiers.verdict import Verdict

_SHAPE = re.compile(ORGCODE_PATTERN)


def judge(text: str) -> Verdict:
    """Judges ``text`` as an organisation code of eight characters and a check digit.

    >>> judge("D2143569-X")
    Verdict(value='D2143569X', problems=(), warnings=('normalised',))
    """
    value = normalise(text)
    return Verdict(value, _problems(value), ("normalised",) if value != text else ())


def _problems(value: str) -> tuple[str, ...]:
    if len(value) != ORGCODE_LENGTH:
        return ("id_card",) if is_personal(value) else ("length",)
    if value == value[0] * ORGCODE_LENGTH:
        return ("placeholder",)
    if _SHAPE.fullmatch(value) is None:
        return ("characters",)
    return () if orgcode_check(value) == value[8] else ("check_digit",)


def make(body8: str) -> str:
    """``body8`` with its check digit; ValueError unless it is eight of 0-9 and A-Z.

    >>> make("D2143569")
    'D2143569X'
    """
    if _SHAPE.fullmatch(body8 + "0") is None:
        raise ValueError(f"an organisation code begins with 8 of 0-9 and A-Z, not {body8!r}")
    return body8 + orgcode_check(body8)
