"""Report codes: 16 characters that nobody confuses, the last of which checks the others.

The alphabet leaves out 0, 1, I, L and O. Its 31 characters are a prime number, and the weights are
powers of 3 modulo 31 as in GB 32100, so one wrong character or two neighbours swapped never pass.
"""

import secrets
from typing import Final

from gongxin.core.identifiers.normalise import normalise
from gongxin.core.text import Text

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 16
_WEIGHTS: Final = tuple(pow(3, n, 31) for n in range(LENGTH - 1, 0, -1))


def new_code() -> str:
    """A code that nobody can guess: 74 random bits and the check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The last character for the first fifteen.

    >>> check_character("ABCDEFGHJKMNPQR")
    'K'
    """
    total = sum(w * ALPHABET.index(c) for w, c in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def spelt(code: str) -> str:
    """The code in groups of four, as it is printed.

    >>> spelt("ABCDEFGHJKMNPQRK")
    'ABCD-EFGH-JKMN-PQRK'
    """
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str:
    """What was typed, without spaces, hyphens, lower case and full-width forms.

    >>> read_code(" abcd-efgh ")
    'ABCDEFGH'
    """
    return normalise(text)


def problem(code: str) -> Text | None:
    """Why ``code`` (as :func:`read_code` gives it) cannot be a report code; None when it can.

    >>> problem("ABCDEFGHJKMNPQRK") is None, problem("ABCDEFGHJKMNPQRJ") is None
    (True, False)
    """
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        return _STRANGE.format(seen=" ".join(strange)[:20])
    if len(code) != LENGTH:
        return _LENGTH.format(seen=len(code))
    return None if check_character(code[:-1]) == code[-1] else _CHECK


_STRANGE: Final = Text(
    "报告编号中不会出现“{seen}”。编号只用数字 2-9 和字母，不用 0、1、I、L、O，例如 ABCD-EFGH-JKMN-PQRK。",
    "A report code never contains “{seen}”. It uses the digits 2-9 and letters other than I, L "
    "and O, for example ABCD-EFGH-JKMN-PQRK.",
)
_LENGTH: Final = Text(
    "报告编号应为 16 位，输入的是 {seen} 位。例如 ABCD-EFGH-JKMN-PQRK。",
    "A report code has 16 characters; this one has {seen}. For example ABCD-EFGH-JKMN-PQRK.",
)
_CHECK: Final = Text(
    "最后一位校验字符对不上，很可能是抄错了一个字符或前后颠倒。请对照报告页脚重新输入。",
    "The last character, which checks the others, does not fit: most likely one character was "
    "mistyped or two were swapped. Compare it with the footer of the report.",
)
