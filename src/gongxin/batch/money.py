"""Columns of amounts read as :func:`gongxin.core.money.read_wan` reads one.

In steps, so that a caller may store what lies between: text → :func:`plain` → :class:`Amount` →
:func:`canonical`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self

import ibis
import ibis.expr.types as ir

from gongxin.batch.text import fits
from gongxin.core import money as m


def plain(col: ir.StringValue) -> ir.StringValue:
    """The text in half-width characters, without space."""
    table = m.REPLACED
    translated = col.translate("".join(table) + m.DROPPED, "".join(table.values()))
    return ibis.cases((col.re_search("[^0-9.]"), translated), else_=col)


@dataclass(frozen=True, slots=True)
class Amount:
    """A column of amounts: its plain text, how it reads, its digits before and after the point."""

    plain: ir.StringValue
    read: ir.BooleanValue
    wrong_unit: ir.BooleanValue
    whole: ir.StringValue  # without leading zeros
    fraction: ir.StringValue  # without trailing zeros

    @classmethod
    def of(cls, plainly: ir.StringValue) -> Self:
        """The amounts of plain text."""
        has_digit = plainly.re_search(m.HAS_DIGIT)
        digits = plainly.re_replace("[^0-9.]", "")
        return cls(
            plain=plainly,
            read=has_digit & fits(plainly, m.AMOUNT),
            wrong_unit=has_digit & fits(plainly, m.WRONG_UNIT),
            whole=digits.re_extract(m.WHOLE, 1),
            fraction=digits.re_extract(m.FRACTION, 1),
        )

    @classmethod
    def stored(cls, column: Callable[[str], Any]) -> Self:
        """The amounts whose parts are columns made beforehand."""
        return cls(**{part.name: column(part.name) for part in fields(cls)})

    def parts(self) -> dict[str, ir.Value]:
        """Every part by the name under which :meth:`stored` asks for it."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


def canonical(amount: Amount) -> ir.StringValue:
    """The amounts in 万元 as decimal text (0.2, 1234.5); null where there is none to read."""
    wrong = ibis.or_(*(judgement(amount) for judgement in MONEY_PROBLEMS.values()))
    whole = ibis.cases((amount.whole == "", "0"), else_=amount.whole)
    with_fraction = whole + "." + amount.fraction
    read = ibis.cases((amount.fraction == "", whole), else_=with_fraction)
    return ibis.cases((wrong, ibis.null("string")), else_=read)


def _positive(amount: Amount) -> ir.BooleanValue:
    return amount.read & ~amount.plain.startswith("-")


def _unreadable(amount: Amount) -> ir.BooleanValue:
    return ~amount.read & ~amount.wrong_unit


def _negative(amount: Amount) -> ir.BooleanValue:
    return amount.read & amount.plain.startswith("-")


def _too_large(amount: Amount) -> ir.BooleanValue:
    return _positive(amount) & (amount.whole.length() > m.WHOLE_DIGITS)


def _too_many_decimals(amount: Amount) -> ir.BooleanValue:
    fits_whole = amount.whole.length() <= m.WHOLE_DIGITS
    return _positive(amount) & fits_whole & (amount.fraction.length() > m.DECIMALS)


MONEY_PROBLEMS: dict[str, Callable[[Amount], ir.BooleanValue]] = {
    "unreadable": _unreadable,
    "wrong_unit": lambda amount: amount.wrong_unit,
    "negative": _negative,
    "too_large": _too_large,
    "too_many_decimals": _too_many_decimals,
}
