"""The check digits of unified codes, as sums of what each sign counts for at its place."""

from typing import NamedTuple

from gongxin.core.identifiers import constants as c


class CheckSum(NamedTuple):
    """A check digit: sound where the characters' ``counts`` (256 a place) add up to a multiple."""

    modulus: int
    counts: bytes


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
