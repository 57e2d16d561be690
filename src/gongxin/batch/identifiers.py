"""Columns of identifiers judged as :mod:`gongxin.core.identifiers` judges one.

Every judgement is an expression on a column of normalised text without nulls; the keys are the
problem and warning names of :class:`gongxin.core.identifiers.verdict.Verdict`, except
``normalised``, which :func:`changed` tells from the column as it came.
"""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from gongxin.core import regions
from gongxin.core.identifiers import constants as c
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.identifiers.normalise import DROPPED, REPLACED

Judgement = Callable[[ir.StringValue], ir.BooleanValue]

_DIGITS = "0123456789"


def normalised(col: ir.StringValue) -> ir.StringValue:
    """The codes as they were meant; nulls stay null."""
    plain = col.translate("".join(REPLACED) + DROPPED, "".join(REPLACED.values()))
    return ibis.cases((col.re_search("[^0-9A-Z]"), plain), else_=col)


def changed(col: ir.StringValue) -> ir.BooleanValue:
    """Where normalising changes the text: the warning ``normalised``."""
    return normalised(col) != col


def is_id_number(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text as a whole is built like a natural person's number."""
    return _fits(col, c.ID_PATTERN_15) | _when(_fits(col, c.ID_PATTERN), _id_verified(col))


def is_personal(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text must be taken for a person's number rather than a registration number."""
    return ibis.cases(
        (_fits(col, c.ID_PATTERN_15), ~_regno_verified(col)),
        (_fits(col, c.ID_PATTERN), _id_verified(col)),
        else_=False,
    )


def _when(first: ir.BooleanValue, then: ir.BooleanValue) -> ir.BooleanValue:
    """``first & then``, but engines compute ``then`` only where ``first`` holds."""
    return ibis.cases((first, then), else_=False)


def _fits(col: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return col.re_search(f"^(?:{pattern})$")


def _value(col: ir.StringValue, position: int, alphabet: str) -> ir.IntegerValue:
    return ibis.literal(alphabet).find(col.substr(position, 1))


def _weighted(
    col: ir.StringValue, weights: tuple[int, ...], alphabet: str, start: int = 0
) -> ir.IntegerValue:
    total = _value(col, start, alphabet) * weights[0]
    for position, weight in enumerate(weights[1:], start + 1):
        total = total + _value(col, position, alphabet) * weight
    return total


def _id_verified(col: ir.StringValue) -> ir.BooleanValue:
    total = _weighted(col, c.ID_WEIGHTS, _DIGITS)
    return ibis.literal(c.ID_CHECKS).find(col.substr(17, 1)) == total % 11


def _uscc_verified(col: ir.StringValue) -> ir.BooleanValue:
    total = _weighted(col, c.USCC_WEIGHTS, c.USCC_ALPHABET) + _value(col, 17, c.USCC_ALPHABET)
    return total % 31 == 0


def _orgcode_verified(col: ir.StringValue, start: int = 0) -> ir.BooleanValue:
    check = _value(col, start + 8, c.ORGCODE_CHECKS)
    total = _weighted(col, c.ORGCODE_WEIGHTS, c.ORGCODE_ALPHABET, start) + check
    return (check >= 0) & (total % 11 == 0)


def _regno_verified(col: ir.StringValue) -> ir.BooleanValue:
    product: ir.IntegerValue = ibis.literal(10)
    for position in range(14):
        product = ((product + _value(col, position, _DIGITS) + 9) % 10 + 1) * 2 % 11
    return (product + _value(col, 14, _DIGITS)) % 10 == 1


def _repeated(col: ir.StringValue, length: int) -> ir.BooleanValue:
    return (col.length() == length) & (col.substr(0, 1).repeat(length) == col)


def _wrong_length(length: int) -> Judgement:
    return lambda col: _when(col.length() != length, ~is_personal(col))


def _uscc_placeholder(col: ir.StringValue) -> ir.BooleanValue:
    return (col == c.NO_CODE_MARK) | _repeated(col, c.USCC_LENGTH)


def _uscc_id_card(col: ir.StringValue) -> ir.BooleanValue:
    company = col.startswith("9") & _fits(col, c.USCC_PATTERN)
    return _when(is_personal(col), ~_when(company, _uscc_verified(col)))


def _uscc_judgeable(col: ir.StringValue) -> ir.BooleanValue:
    return _fits(col, c.USCC_PATTERN) & ~_uscc_placeholder(col) & ~_uscc_id_card(col)


def _uscc_characters(col: ir.StringValue) -> ir.BooleanValue:
    odd = (col.length() == c.USCC_LENGTH) & ~_fits(col, c.USCC_PATTERN)
    return _when(odd, ~_uscc_placeholder(col) & ~_uscc_id_card(col))


def _excepted(col: ir.StringValue) -> ir.BooleanValue:
    return col.isin(list(exceptions()))


def _uscc_check_digit(col: ir.StringValue) -> ir.BooleanValue:
    wrong = _when(_fits(col, c.USCC_PATTERN), ~_uscc_verified(col))
    return _when(wrong, _uscc_judgeable(col) & ~_excepted(col))


def _known_kind(col: ir.StringValue) -> ir.BooleanValue:
    return col.substr(0, 2).isin(list(c.DEPARTMENT_KINDS))


def _uscc_department_kind(col: ir.StringValue) -> ir.BooleanValue:
    return _when(~_known_kind(col), _uscc_judgeable(col))


def _uscc_sound(col: ir.StringValue) -> ir.BooleanValue:
    verified = _uscc_verified(col) | _excepted(col)
    return _uscc_judgeable(col) & verified & _known_kind(col)


def _inner_check_digit(col: ir.StringValue) -> ir.BooleanValue:
    return _when(~_orgcode_verified(col, start=8), _uscc_sound(col))


def _unknown_region(col: ir.StringValue) -> ir.BooleanValue:
    return _when(~_fits(col.substr(2, 6), regions.pattern()), _uscc_sound(col))


def _orgcode_placeholder(col: ir.StringValue) -> ir.BooleanValue:
    return _repeated(col, c.ORGCODE_LENGTH)


def _orgcode_characters(col: ir.StringValue) -> ir.BooleanValue:
    shaped = _fits(col, c.ORGCODE_PATTERN) | _orgcode_placeholder(col)
    return (col.length() == c.ORGCODE_LENGTH) & ~shaped


def _orgcode_check_digit(col: ir.StringValue) -> ir.BooleanValue:
    judgeable = _fits(col, c.ORGCODE_PATTERN) & ~_orgcode_placeholder(col)
    return _when(judgeable, ~_orgcode_verified(col))


def _regno_placeholder(col: ir.StringValue) -> ir.BooleanValue:
    return _when(_repeated(col, c.REGNO_LENGTH), ~is_personal(col))


def _regno_characters(col: ir.StringValue) -> ir.BooleanValue:
    shaped = _fits(col, c.REGNO_PATTERN) | _repeated(col, c.REGNO_LENGTH)
    return (col.length() == c.REGNO_LENGTH) & ~shaped


def _regno_check_digit(col: ir.StringValue) -> ir.BooleanValue:
    judgeable = _fits(col, c.REGNO_PATTERN) & ~_repeated(col, c.REGNO_LENGTH)
    return _when(judgeable & ~_fits(col, c.ID_PATTERN_15), ~_regno_verified(col))


USCC_PROBLEMS: dict[str, Judgement] = {
    "length": _wrong_length(c.USCC_LENGTH),
    "characters": _uscc_characters,
    "check_digit": _uscc_check_digit,
    "department_kind": _uscc_department_kind,
    "placeholder": _uscc_placeholder,
    "id_card": _uscc_id_card,
}
USCC_WARNINGS: dict[str, Judgement] = {
    "inner_check_digit": _inner_check_digit,
    "unknown_region": _unknown_region,
    "excepted": _excepted,
}
ORGCODE_PROBLEMS: dict[str, Judgement] = {
    "length": _wrong_length(c.ORGCODE_LENGTH),
    "characters": _orgcode_characters,
    "check_digit": _orgcode_check_digit,
    "placeholder": _orgcode_placeholder,
    "id_card": is_personal,
}
REGNO_PROBLEMS: dict[str, Judgement] = {
    "length": _wrong_length(c.REGNO_LENGTH),
    "characters": _regno_characters,
    "check_digit": _regno_check_digit,
    "placeholder": _regno_placeholder,
    "id_card": is_personal,
}
