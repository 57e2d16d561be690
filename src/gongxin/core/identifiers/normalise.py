"""Codes as they were meant: half-width capitals without spaces and hyphens."""

from string import ascii_lowercase, ascii_uppercase

from gongxin.core.identifiers.constants import FULL_WIDTH, HYPHENS, INVISIBLE, SPACES

# One character becomes one character (or none), so that a column can be translated the same way.
REPLACED: dict[str, str] = {
    **{wide: plain.upper() for wide, plain in FULL_WIDTH.items() if wide not in HYPHENS},
    **dict(zip(ascii_lowercase, ascii_uppercase, strict=True)),
}
DROPPED: str = SPACES + INVISIBLE + HYPHENS

_TABLE = str.maketrans({**REPLACED, **dict.fromkeys(DROPPED, "")})


def normalise(text: str) -> str:
    r"""The code in ``text``: half-width, upper case, without spaces, hyphens and invisible marks.

    >>> normalise(" ９１３２０６００－ma1mabcd2x\u200b ")
    '91320600MA1MABCD2X'
    """
    return text.translate(_TABLE)
