"""Check digits of the four numbers. Each function expects text that fits the number's pattern."""

from gongxin.core.identifiers.constants import (
    ID_CHECKS,
    ID_WEIGHTS,
    ORGCODE_ALPHABET,
    ORGCODE_CHECKS,
    ORGCODE_WEIGHTS,
    USCC_ALPHABET,
    USCC_WEIGHTS,
)

_USCC_VALUES = {character: value for value, character in enumerate(USCC_ALPHABET)}
_ORGCODE_VALUES = {character: value for value, character in enumerate(ORGCODE_ALPHABET)}


def uscc_check(code: str) -> str:
    """The check character for the first 17 characters of ``code`` (GB 32100-2015).

    >>> uscc_check("91440300192203821")
    '6'
    """
    total = sum(_USCC_VALUES[c] * w for c, w in zip(code, USCC_WEIGHTS, strict=False))
    return USCC_ALPHABET[-total % 31]


def orgcode_check(code: str) -> str:
    """The check digit for the first 8 characters of ``code`` (GB 11714).

    >>> orgcode_check("D2143569")
    'X'
    """
    total = sum(_ORGCODE_VALUES[c] * w for c, w in zip(code, ORGCODE_WEIGHTS, strict=False))
    return ORGCODE_CHECKS[-total % 11]


def regno_check(number: str) -> str:
    """The check digit for the first 14 digits of ``number`` (ISO 7064 MOD 11,10).

    >>> regno_check("11010800000001")
    '6'
    """
    product = 10
    for digit in number[:14]:
        # (x + 9) % 10 + 1 is x % 10 with 10 in place of 0.
        product = ((product + int(digit) + 9) % 10 + 1) * 2 % 11
    return str((11 - product) % 10)


def id_check(number: str) -> str:
    """The check digit for the first 17 digits of an ID number (GB 11643)."""
    total = sum(int(d) * w for d, w in zip(number, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % 11]
