"""Columns of identifiers judged as :mod:`gongxin.core.identifiers` judges one.

Every judgement is an expression on a :class:`Code`: a column of normalised text without nulls and,
where they were made beforehand, its facts. The keys are the problem and warning names of
:class:`gongxin.core.identifiers.verdict.Verdict`, except ``normalised``, which :func:`changed`
tells from the column as it came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from gongxin.batch.text import fits
from gongxin.core import regions
from gongxin.core.identifiers import constants as c
from gongxin.core.identifiers import idcard
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.identifiers.normalise import DROPPED, REPLACED

Fact = Callable[[ir.StringValue], ir.BooleanValue]

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
    return fits(col, c.ID_PATTERN_15) | _when(fits(col, c.ID_PATTERN), _id_verified(col))


def is_personal(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text must be taken for a person's number rather than a registration number."""
    return ibis.cases(
        (fits(col, c.ID_PATTERN_15), ~regno_verified(col)),
        (fits(col, c.ID_PATTERN), _id_verified(col)),
        else_=False,
    )


def _when(first: ir.BooleanValue, then: ir.BooleanValue) -> ir.BooleanValue:
    """``first & then``, but engines compute ``then`` only where ``first`` holds."""
    return ibis.cases((first, then), else_=False)


@ibis.udf.scalar.builtin
def instr(text: str, part: str) -> int:
    """Where ``part`` begins in ``text``, from 1; 0 where it does not occur."""
    return text.find(part) + 1


@ibis.udf.scalar.builtin
def substr(text: str, start: int, length: int) -> str:
    """``length`` characters of ``text`` from ``start``, the first being 1."""
    return text[start - 1 : start - 1 + length]


def _place(col: ir.StringValue, position: int, alphabet: str) -> ir.IntegerValue:
    """One more than the value of a character: what an engine finds with the fewest steps."""
    place = instr(alphabet, substr(col, position + 1, 1))
    assert isinstance(place, ir.IntegerValue)
    return place


def weighted(
    col: ir.StringValue, weights: tuple[int, ...], alphabet: str, start: int = 0
) -> ir.IntegerValue:
    """The sum of places by weights, which is ``sum(weights)`` more than that of the values."""
    total = _place(col, start, alphabet) * weights[0]
    for position, weight in enumerate(weights[1:], start + 1):
        total = total + _place(col, position, alphabet) * weight
    return total


def _id_verified(col: ir.StringValue) -> ir.BooleanValue:
    total = weighted(col, c.ID_WEIGHTS, _DIGITS) - sum(c.ID_WEIGHTS)
    return _place(col, 17, c.ID_CHECKS) - 1 == total % 11


def _uscc_verified(col: ir.StringValue) -> ir.BooleanValue:
    total = weighted(col, (*c.USCC_WEIGHTS, 1), c.USCC_ALPHABET) - sum(c.USCC_WEIGHTS) - 1
    return total % 31 == 0


def orgcode_verified(col: ir.StringValue, start: int = 0) -> ir.BooleanValue:
    """Where the check digit of the organisation code that begins at ``start`` is right."""
    check = _place(col, start + 8, c.ORGCODE_CHECKS)
    total = weighted(col, c.ORGCODE_WEIGHTS, c.ORGCODE_ALPHABET, start) + check
    return (check > 0) & ((total - sum(c.ORGCODE_WEIGHTS) - 1) % 11 == 0)


def regno_verified(col: ir.StringValue) -> ir.BooleanValue:
    """Where the check digit of a registration number is right."""
    product: ir.IntegerValue = ibis.literal(10)
    for position in range(14):
        product = ((product + _place(col, position, _DIGITS) + 8) % 10 + 1) * 2 % 11
    return (product + _place(col, 14, _DIGITS)) % 10 == 2


def repeated(col: ir.StringValue, length: int) -> ir.BooleanValue:
    """Where the text is one character so many times."""
    return (col.length() == length) & (col.substr(0, 1).repeat(length) == col)


def _uscc_placeholder(col: ir.StringValue) -> ir.BooleanValue:
    return (col == c.NO_CODE_MARK) | repeated(col, c.USCC_LENGTH)


def _regno_placeholder(col: ir.StringValue) -> ir.BooleanValue:
    persons = [digit * c.REGNO_LENGTH for digit in _DIGITS]
    persons = [number for number in persons if idcard.is_personal(number)]
    return repeated(col, c.REGNO_LENGTH) & ~col.isin(persons)


def known_regions() -> ir.StringColumn:
    """Every region code there has been; of one text, which engines read far faster than a pattern."""
    codes = ibis.literal(",".join(sorted(regions.all_codes()))).split(",").unnest()
    region = codes.name("region").as_table()["region"]
    assert isinstance(region, ir.StringColumn)
    return region


USCC_FACTS: dict[str, Fact] = {
    "shaped": lambda col: fits(col, c.USCC_PATTERN),
    "personal": is_personal,
    "placeholder": _uscc_placeholder,
    "verified": lambda col: _when(fits(col, c.USCC_PATTERN), _uscc_verified(col)),
    "inner_verified": lambda col: _when(fits(col, c.USCC_PATTERN), orgcode_verified(col, 8)),
    "excepted": lambda col: col.isin(list(exceptions())),
    "known_kind": lambda col: col.substr(0, 2).isin(list(c.DEPARTMENT_KINDS)),
    "known_region": lambda col: col.substr(2, 6).isin(known_regions()),
}
ORGCODE_FACTS: dict[str, Fact] = {
    "shaped": lambda col: fits(col, c.ORGCODE_PATTERN),
    "personal": is_personal,
    "placeholder": lambda col: repeated(col, c.ORGCODE_LENGTH),
    "verified": lambda col: _when(fits(col, c.ORGCODE_PATTERN), orgcode_verified(col)),
}
REGNO_FACTS: dict[str, Fact] = {
    "shaped": lambda col: fits(col, c.REGNO_PATTERN),
    "personal": is_personal,
    "placeholder": _regno_placeholder,
    "verified": lambda col: _when(fits(col, c.REGNO_PATTERN), regno_verified(col)),
}


@dataclass(frozen=True, slots=True)
class Code:
    """A column of one kind of identifier: its text, what can be told of it, what was told before."""

    text: ir.StringValue
    facts: Mapping[str, Fact]
    made: Mapping[str, ir.BooleanValue] = field(default_factory=dict)

    def __getitem__(self, fact: str) -> ir.BooleanValue:
        """The fact, made now unless it was made before."""
        return self.made[fact] if fact in self.made else self.facts[fact](self.text)


Judgement = Callable[[Code], ir.BooleanValue]
_SOUND = ("shaped", "verified", "inner_verified", "known_kind", "known_region")
_ODD = ("personal", "placeholder", "excepted")


def doubtful(code: Code, text: ir.StringValue) -> ir.BooleanValue:
    """Where a code, written as ``text``, may have a problem or a warning: wherever it has one."""
    unsound = [~code[fact] for fact in _SOUND if fact in code.facts]
    odd = [code[fact] for fact in _ODD if fact in code.facts]
    return ibis.or_(*unsound, *odd, code.text != text)


def _id_card(code: Code) -> ir.BooleanValue:
    return code["personal"]


def _uscc_id_card(code: Code) -> ir.BooleanValue:
    return code["personal"] & ~(code.text.startswith("9") & code["verified"])


def _length(length: int) -> Judgement:
    return lambda code: (code.text.length() != length) & ~code["personal"]


def _uscc_characters(code: Code) -> ir.BooleanValue:
    odd = (code.text.length() == c.USCC_LENGTH) & ~code["shaped"]
    return odd & ~code["placeholder"] & ~_uscc_id_card(code)


def _judgeable(code: Code) -> ir.BooleanValue:
    return code["shaped"] & ~code["placeholder"] & ~_uscc_id_card(code)


def _uscc_check_digit(code: Code) -> ir.BooleanValue:
    return _judgeable(code) & ~code["verified"] & ~code["excepted"]


def _uscc_department_kind(code: Code) -> ir.BooleanValue:
    return _judgeable(code) & ~code["known_kind"]


def _uscc_sound(code: Code) -> ir.BooleanValue:
    return _judgeable(code) & (code["verified"] | code["excepted"]) & code["known_kind"]


def _inner_check_digit(code: Code) -> ir.BooleanValue:
    return _uscc_sound(code) & ~code["inner_verified"]


def _unknown_region(code: Code) -> ir.BooleanValue:
    return _uscc_sound(code) & ~code["known_region"]


def _orgcode_characters(code: Code) -> ir.BooleanValue:
    return (code.text.length() == c.ORGCODE_LENGTH) & ~code["shaped"] & ~code["placeholder"]


def _orgcode_check_digit(code: Code) -> ir.BooleanValue:
    return code["shaped"] & ~code["placeholder"] & ~code["verified"]


def _regno_characters(code: Code) -> ir.BooleanValue:
    odd = (code.text.length() == c.REGNO_LENGTH) & ~code["shaped"]
    return odd & ~repeated(code.text, c.REGNO_LENGTH)


def _regno_check_digit(code: Code) -> ir.BooleanValue:
    odd = repeated(code.text, c.REGNO_LENGTH) | code["personal"]
    return code["shaped"] & ~odd & ~code["verified"]


USCC_PROBLEMS: dict[str, Judgement] = {
    "length": _length(c.USCC_LENGTH),
    "characters": _uscc_characters,
    "check_digit": _uscc_check_digit,
    "department_kind": _uscc_department_kind,
    "placeholder": lambda code: code["placeholder"],
    "id_card": _uscc_id_card,
}
USCC_WARNINGS: dict[str, Judgement] = {
    "inner_check_digit": _inner_check_digit,
    "unknown_region": _unknown_region,
    "excepted": lambda code: code["excepted"],
}
ORGCODE_PROBLEMS: dict[str, Judgement] = {
    "length": _length(c.ORGCODE_LENGTH),
    "characters": _orgcode_characters,
    "check_digit": _orgcode_check_digit,
    "placeholder": lambda code: code["placeholder"],
    "id_card": _id_card,
}
REGNO_PROBLEMS: dict[str, Judgement] = {
    "length": _length(c.REGNO_LENGTH),
    "characters": _regno_characters,
    "check_digit": _regno_check_digit,
    "placeholder": lambda code: code["placeholder"],
    "id_card": _id_card,
}
FACTS: dict[str, dict[str, Fact]] = {
    "uscc": USCC_FACTS,
    "orgcode": ORGCODE_FACTS,
    "regno": REGNO_FACTS,
}
