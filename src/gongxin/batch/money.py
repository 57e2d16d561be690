"""Columns of amounts read as :func:`gongxin.core.money.read_wan` reads one."""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from gongxin.batch.text import fits
from gongxin.core import money as m


def canonical(col: ir.StringValue) -> ir.StringValue:
    """The amounts in 万元 as decimal text (0.2, 1234.5); null where there is none to read."""
    wrong = ibis.or_(*(judgement(col) for judgement in MONEY_PROBLEMS.values()))
    fraction = _fraction(col)
    whole = ibis.cases((_whole(col) == "", "0"), else_=_whole(col))
    amount = ibis.cases((fraction == "", whole), else_=whole + "." + fraction)
    return ibis.cases((wrong, ibis.null("string")), else_=amount)


def _plain(col: ir.StringValue) -> ir.StringValue:
    table = m.REPLACED
    plain = col.translate("".join(table) + m.DROPPED, "".join(table.values()))
    return ibis.cases((col.re_search("[^0-9.]"), plain), else_=col)


def _digits(col: ir.StringValue) -> ir.StringValue:
    return _plain(col).re_replace("[^0-9.]", "")


def _whole(col: ir.StringValue) -> ir.StringValue:
    return _digits(col).re_extract(m.WHOLE, 1)


def _fraction(col: ir.StringValue) -> ir.StringValue:
    return _digits(col).re_extract(m.FRACTION, 1)


def _wrong_unit(col: ir.StringValue) -> ir.BooleanValue:
    return _has_digit(col) & fits(_plain(col), m.WRONG_UNIT)


def _has_digit(col: ir.StringValue) -> ir.BooleanValue:
    return _plain(col).re_search(m.HAS_DIGIT)


def _amount(col: ir.StringValue) -> ir.BooleanValue:
    return _has_digit(col) & fits(_plain(col), m.AMOUNT)


def _positive(col: ir.StringValue) -> ir.BooleanValue:
    return _amount(col) & ~_plain(col).startswith("-")


def _unreadable(col: ir.StringValue) -> ir.BooleanValue:
    return ~_amount(col) & ~_wrong_unit(col)


def _negative(col: ir.StringValue) -> ir.BooleanValue:
    return _amount(col) & _plain(col).startswith("-")


def _too_large(col: ir.StringValue) -> ir.BooleanValue:
    return _positive(col) & (_whole(col).length() > m.WHOLE_DIGITS)


def _too_many_decimals(col: ir.StringValue) -> ir.BooleanValue:
    fits = _whole(col).length() <= m.WHOLE_DIGITS
    return _positive(col) & fits & (_fraction(col).length() > m.DECIMALS)


MONEY_PROBLEMS: dict[str, Callable[[ir.StringValue], ir.BooleanValue]] = {
    "unreadable": _unreadable,
    "wrong_unit": _wrong_unit,
    "negative": _negative,
    "too_large": _too_large,
    "too_many_decimals": _too_many_decimals,
}
