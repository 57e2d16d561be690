"""Automata that read the bytes of a cell: what is beyond doubt in it, and what a row has by it.

Each is told by its first state, the ways that lead on, and the label of the states in which a cell
may end; where no way leads on, or a cell ends elsewhere, there is doubt.
"""

import base64
import zlib
from array import array
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

from gongxin.batch.sieve.forms import DOUBT
from gongxin.core.identifiers import constants as c
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.money import DECIMALS, WHOLE_DIGITS
from gongxin.core.regions import all_codes

State = TypeVar("State", bound=Hashable)
_Counted = tuple[int, int, int | None]
_Read = tuple[int, str, str | None]
_Part = tuple[bool, bytes, int]

_DIGITS = b"0123456789"
_MAX_INTEGER_DIGITS = 15
_KIND = 2  # signs of a unified code: department and kind
_FRONT = 8  # these and the region
_CENTURIES = ("19", "20")  # what ends the front where the code may be a person's number


class Automaton(NamedTuple):
    """Tables for the kernel: the class of each byte, the next state by state and class, the labels.

    State 0 is doubt, 1 the first; in ``next`` (32 bits each) they stand shifted, with room for the
    classes. ``labels`` (64 bits each): bits of a row in which a cell ends there.
    """

    shift: int
    classes: bytes
    next: bytes
    labels: bytes

    def packed(self) -> str:
        """All of it as one text."""
        whole = bytes((self.shift,)) + self.classes + self.labels + self.next
        return base64.b64encode(zlib.compress(whole)).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Automaton":
        """What :meth:`packed` made the text of."""
        whole = zlib.decompress(base64.b64decode(text))
        shift = whole[0]
        states = (len(whole) - 257) // (8 + (4 << shift))
        labels = 257 + 8 * states
        return cls(shift, whole[1:257], whole[labels:], whole[257:labels])


class CheckSum(NamedTuple):
    """A check digit: sound where the characters' ``counts`` (256 a place) add up to a multiple."""

    modulus: int
    counts: bytes


def build(
    first: State,
    ways: Callable[[State], Mapping[int, State]],
    label: Callable[[State], int | None],
) -> Automaton:
    """The tables of an automaton; ``ways`` leads from a state by bytes, ``label`` is None for doubt."""
    places: dict[State, int] = {first: 1}
    led: list[Mapping[int, State]] = []
    queue = [first]
    for state in queue:
        led.append(ways(state))
        for after in led[-1].values():
            if after not in places:
                places[after] = len(places) + 1
                queue.append(after)
    columns = {
        byte: tuple(places[way[byte]] if byte in way else 0 for way in led)
        for byte in sorted({byte for way in led for byte in way})
    }
    kinds = {column: kind for kind, column in enumerate(dict.fromkeys(columns.values()), 1)}
    classes = bytes(kinds[columns[byte]] if byte in columns else 0 for byte in range(256))
    shift = len(kinds).bit_length()
    table = array("I", bytes(4 * ((len(queue) + 1) << shift)))
    for column, kind in kinds.items():
        for place, led_to in enumerate(column, 1):
            table[(place << shift) + kind] = led_to << shift
    labels = (DOUBT if (bits := label(state)) is None else bits for state in queue)
    return Automaton(shift, classes, table.tobytes(), array("Q", [DOUBT, *labels]).tobytes())


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

    Their check digits are for :data:`CREDIT_CODE_SUMS`.
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


def _check_sum(start: int, weights: tuple[int, ...], signs: str, checks: str) -> CheckSum:
    """The signs from ``start`` on by their weights, and the check digit after them."""
    modulus, counts = len(checks), bytearray(256 * c.USCC_LENGTH)
    for n, weight in enumerate((*weights, 1), start):
        for value, sign in enumerate(checks if n == start + len(weights) else signs):
            counts[256 * n + ord(sign)] = weight * value % modulus
    return CheckSum(modulus, bytes(counts))


CREDIT_CODE_SUMS = (
    _check_sum(0, c.USCC_WEIGHTS, c.USCC_ALPHABET, c.USCC_ALPHABET),
    _check_sum(c.ORGCODE_AT, c.ORGCODE_WEIGHTS, c.ORGCODE_ALPHABET, c.ORGCODE_CHECKS),
)
