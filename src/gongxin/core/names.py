"""Names of organisations in the form in which they are compared and found."""

from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase
from unicodedata import normalize

from gongxin.core.identifiers.constants import FULL_WIDTH, INVISIBLE, SPACES

_OPENING = "(（〔【[{［｛﹙﹝〖〘❨"
_CLOSING = ")）〕】]}］｝﹚﹞〗〙❩"
_MARKS = (
    "·•・‧∙●.,，．。、;；:：'\"‘’“”„‟`´′″!！?？*＊#＃&＆@＠%％^~～_＿…§"
    "-‐‑‒–—―－−=＝+＋/／\\＼|｜<>＜＞《》〈〉「」『』"
)

# What is dropped, and the commonest differences: one character for one.
DROPPED: str = "".join(dict.fromkeys(SPACES + INVISIBLE + _MARKS))
REPLACED: dict[str, str] = {
    **{wide: plain.upper() for wide, plain in FULL_WIDTH.items() if wide not in DROPPED},
    **dict(zip(ascii_lowercase, ascii_uppercase, strict=True)),
    **dict.fromkeys(_OPENING[1:], "("),
    **dict.fromkeys(_CLOSING[1:], ")"),
}


def _capital(character: str) -> str:
    return normalize("NFKC", normalize("NFKC", character).upper())


# Where further compatibility forms and small letters are looked for.
RARE_RANGES = (
    (0x00AA, 0x00B6),
    (0x00B8, 0x058F),  # Latin, Greek, Cyrillic, Armenian letters
    (0x1E00, 0x1FFF),
    (0x2070, 0x218F),  # superscripts, letter-like symbols, numerals
    (0x2460, 0x24FF),  # enclosed letters and digits
    (0x2E80, 0x2FDF),  # radicals
    (0x3021, 0x33FF),
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF5F, 0xFFEE),
)


def _rare() -> dict[str, str]:
    """Their forms in NFKC and upper case, one character for one."""
    known = {*REPLACED, *DROPPED}
    characters = (chr(code) for first, last in RARE_RANGES for code in range(first, last + 1))
    found = {character: _capital(character) for character in characters}
    return {
        character: form
        for character, form in found.items()
        if form != character and len(form) == 1 and not known & {character, form}
    }


RARE: dict[str, str] = _rare()
# Numerals that stand for several characters.
EXPANDED: dict[str, str] = {
    chr(code): _capital(chr(code))
    for first, last in ((0x2160, 0x217F), (0x2469, 0x2473))
    for code in range(first, last + 1)
    if len(_capital(chr(code))) > 1
}

_TABLE = str.maketrans({**REPLACED, **RARE, **EXPANDED, **dict.fromkeys(DROPPED, "")})


def normalise(name: str) -> str:
    """``name`` in its comparable form.

    Compatibility forms become the plain character (NFKC for characters that stand for one, and
    for numerals), letters become capitals, all brackets round half-width ones; spaces, invisible
    and punctuation marks go.

    >>> normalise("公信市 云湖（ａ＆b）科技·有限公司")
    '公信市云湖(AB)科技有限公司'
    """
    return name.translate(_TABLE)


def grams(normalised: str) -> list[str]:
    """The distinct one- and two-character pieces of a normalised name, in order of appearance.

    >>> grams("云湖云")
    ['云', '湖', '云湖', '湖云']
    """
    pairs = (first + second for first, second in pairwise(normalised))
    return list(dict.fromkeys([*normalised, *pairs]))
