"""Automata that read the bytes of a cell: what is beyond doubt in it, and what a row has by it."""

from collections.abc import Mapping

from gongxin.batch.sieve.automaton import Automaton, build
from gongxin.core.identifiers import constants as c
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.money import DECIMALS, WHOLE_DIGITS
from gongxin.core.regions import all_codes

_Counted = tuple[int, int, int | None]
_Read = tuple[int, str, str | None]
_Part = tuple[bool, bytes, int]

_DIGITS = b"0123456789"
_MAX_INTEGER_DIGITS = 15
_KIND = 2  # signs of a unified code: department and kind
_FRONT = 8  # these and the region
_CENTURIES = ("19", "20")  # what ends the front where the code may be a person's number


def amount() -> Automaton:
    """Amounts in figures alone, with no more of them than are kept."""

    def ways(state: tuple[str, int]) -> dict[int, tuple[str, int]]:
        part, n = state
        found: dict[int, tuple[str, int]] = {}
        if part == "start":
            found = dict.fromkeys(_DIGITS, ("whole", 1)) | {_DIGITS[0]: ("zero", 1)}
        elif part == "whole" and n < WHOLE_DIGITS:
            found = dict.fromkeys(_DIGITS, (part, n + 1))
        elif part in ("point", "decimals") and n < DECIMALS:
            found = dict.fromkeys(_DIGITS, ("decimals", n + 1))
        return found | ({ord("."): ("point", 0)} if part in ("zero", "whole") else {})

    return build(("start", 0), ways, lambda s: 0 if s[0] in ("zero", "whole", "decimals") else None)


def integer() -> Automaton:
    """Whole numbers in figures alone."""

    def ways(n: int) -> dict[int, int]:
        return dict.fromkeys(_DIGITS, n + 1) if n < _MAX_INTEGER_DIGITS else {}

    return build(0, ways, lambda n: 0 if n else None)


def choices(words: Mapping[str, int], separators: str) -> Automaton:
    """One of the words, or several between ``separators``; a word adds its bits to the row."""
    bits = {word.encode(): own for word, own in words.items()}
    ends = [one.encode() for one in separators]

    # what has been read of a word, or of a separator after one, and the bits so far; of all ways
    def led(one: _Part) -> dict[int, set[_Part]]:
        in_word, read, so_far = one
        found: dict[int, set[_Part]] = {}
        for whole in bits if in_word else ends:
            if len(whole) > len(read) and whole.startswith(read):
                after = (in_word, whole[: len(read) + 1], so_far)
                if not in_word and after[1] == whole:
                    after = (True, b"", so_far)
                found.setdefault(whole[len(read)], set()).add(after)
        if in_word and read in bits:
            for byte, others in led((False, b"", so_far | bits[read])).items():
                found.setdefault(byte, set()).update(others)
        return found

    def ways(state: frozenset[_Part]) -> dict[int, frozenset[_Part]]:
        found: dict[int, set[_Part]] = {}
        for one in state:
            for byte, after in led(one).items():
                found.setdefault(byte, set()).update(after)
        return {byte: frozenset(after) for byte, after in found.items()}

    def label(state: frozenset[_Part]) -> int | None:
        ended = {so_far | bits[read] for in_word, read, so_far in state if in_word and read in bits}
        return ended.pop() if len(ended) == 1 else None

    return build(frozenset({(True, b"", 0)}), ways, label)


def registration_number() -> Automaton:
    """Sound registration numbers, but for fifteen times the same figure (ISO 7064 MOD 11,10)."""

    # how many figures, the product, and the figure while it is always the same
    def ways(state: _Counted) -> dict[int, _Counted]:
        n, product, same = state
        found: dict[int, _Counted] = {}
        for figure, byte in enumerate(_DIGITS if n < c.REGNO_LENGTH else b""):
            after = (product + figure) % 10
            if n < c.REGNO_LENGTH - 1:
                after = ((after + 9) % 10 + 1) * 2 % 11
            found[byte] = (n + 1, after, byte if n == 0 or same == byte else None)
        return found

    first: _Counted = (0, 10, None)
    return build(first, ways, lambda state: 0 if state == (c.REGNO_LENGTH, 1, None) else None)


def organisation_code() -> Automaton:
    """Sound organisation codes in their standard form, but for nine times the same sign."""
    last = c.ORGCODE_LENGTH - 1

    # how many signs, the weighted sum, and the sign while it is always the same
    def ways(state: _Counted) -> dict[int, _Counted]:
        n, total, same = state
        if n > last:
            return {}
        signs = c.ORGCODE_CHECKS if n == last else c.ORGCODE_ALPHABET
        weight = 1 if n == last else c.ORGCODE_WEIGHTS[n]
        found: dict[int, _Counted] = {}
        for value, byte in enumerate(signs.encode()):
            after = (total + weight * value) % len(c.ORGCODE_CHECKS)
            found[byte] = (n + 1, after, byte if n == 0 or same == byte else None)
        return found

    first: _Counted = (0, 0, None)
    return build(first, ways, lambda state: 0 if state == (c.ORGCODE_LENGTH, 0, None) else None)


def credit_code() -> Automaton:
    """Unified codes in their standard form, of a known kind and region, that no list names.

    Their check digits are for :mod:`gongxin.batch.sieve.check_sums`.
    """
    regions = {region for region in all_codes() if region[-2:] not in _CENTURIES}
    kinds = {kind[:n] for kind in c.DEPARTMENT_KINDS for n in range(_KIND + 1)}
    in_regions = {region[:n] for region in regions for n in range(_FRONT - _KIND + 1)}
    listed = {*exceptions(), *(sign * c.USCC_LENGTH for sign in c.USCC_ALPHABET)}
    in_list = {code[:n] for code in listed for n in range(c.USCC_LENGTH + 1)}
    check = c.ORGCODE_AT + c.ORGCODE_LENGTH - 1

    # how many signs, the part of them that matters, and all while they may lead to a listed one
    def ways(state: _Read) -> dict[int, _Read]:
        n, read, whole = state
        found: dict[int, _Read] = {}
        if n == c.USCC_LENGTH:
            return found
        for sign in c.ORGCODE_CHECKS if n == check else c.USCC_ALPHABET:
            after = read + sign if n < _FRONT else ""
            if n >= _FRONT or after in (kinds if n < _KIND else in_regions):
                told = None if whole is None or whole + sign not in in_list else whole + sign
                found[ord(sign)] = (n + 1, "" if n + 1 in (_KIND, _FRONT) else after, told)
        return found

    def label(state: _Read) -> int | None:
        n, _, whole = state
        return 0 if n == c.USCC_LENGTH and whole not in listed else None

    first: _Read = (0, "", "")
    return build(first, ways, label)
