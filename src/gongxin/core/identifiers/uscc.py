"""统一社会信用代码, the Unified Social Credit Code of GB 32100-2015."""

import re

from gongxin.core import regions
from gongxin.core.identifiers import orgcode
from gongxin.core.identifiers.checksums import orgcode_check, uscc_check
from gongxin.core.identifiers.constants import (
    DEPARTMENT_KINDS,
    NO_CODE_MARK,
    ORGCODE_AT,
    ORGCODE_LENGTH,
    USCC_LENGTH,
    USCC_PATTERN,
)
from gongxin.core.identifiers.exceptions import is_excepted
from gongxin.core.identifiers.idcard import is_personal
from gongxin.core.identifiers.kinds import OrganisationKind, kind_of, organisation_kinds
from gongxin.core.identifiers.normalise import normalise
from gongxin.core.identifiers.verdict import Verdict

__all__ = [
    "OrganisationKind",
    "judge",
    "kind_of",
    "make",
    "organisation_kinds",
    "orgcode_of",
    "region_of",
]

_SHAPE = re.compile(USCC_PATTERN)


def judge(text: str) -> Verdict:
    """Judges ``text`` as a code. A fault that makes others meaningless is reported alone.

    >>> judge("914403001922038216").ok
    True
    >>> judge("9144 0300 1922 0382 16").warnings
    ('normalised',)
    >>> judge("914403001922038217").problems
    ('check_digit',)
    >>> judge("0" * 18).problems
    ('placeholder',)
    """
    value = normalise(text)
    problems = _problems(value)
    changed = ("normalised",) if value != text else ()
    return Verdict(value, problems, changed if problems else changed + _doubts(value))


def _problems(value: str) -> tuple[str, ...]:
    if len(value) != USCC_LENGTH:
        return ("id_card",) if is_personal(value) else ("length",)
    if value == NO_CODE_MARK or value == value[0] * USCC_LENGTH:
        return ("placeholder",)
    shaped = _SHAPE.fullmatch(value) is not None
    verified = shaped and uscc_check(value) == value[17]
    # Foreigners' numbers begin with 9 as companies' codes do: there the code's check digit decides.
    if is_personal(value) and not (verified and value[0] == "9"):
        return ("id_card",)
    if not shaped:
        return ("characters",)
    check_digit = () if verified or is_excepted(value) else ("check_digit",)
    return check_digit if value[:2] in DEPARTMENT_KINDS else (*check_digit, "department_kind")


def _doubts(value: str) -> tuple[str, ...]:
    doubts = {
        "inner_check_digit": orgcode_check(value[8:16]) != value[16],
        "unknown_region": region_of(value) not in regions.all_codes(),
        "excepted": is_excepted(value),
    }
    return tuple(key for key, holds in doubts.items() if holds)


def make(department_kind: str, region: str, subject8: str) -> str:
    """The code with valid outer and inner check digits for its three parts.

    ``department_kind`` is two characters, ``region`` six digits, ``subject8`` the eight characters
    of the organisation code before its check digit. ValueError when they cannot make a code.

    >>> make("91", "329901", "MA000001")
    '91329901MA00000150'
    """
    body = department_kind + region + orgcode.make(subject8)
    if department_kind not in DEPARTMENT_KINDS or _SHAPE.fullmatch(body + "0") is None:
        raise ValueError(f"no code can be made of {department_kind!r}, {region!r}, {subject8!r}")
    return body + uscc_check(body)


def region_of(code: str) -> str:
    """The six region digits of the office that issued ``code``."""
    return code[2:8]


def orgcode_of(code: str) -> str:
    """The nine-character organisation code inside ``code``.

    >>> orgcode_of("914403001922038216")
    '192203821'
    """
    return code[ORGCODE_AT : ORGCODE_AT + ORGCODE_LENGTH]
