"""Amounts in 万元 (10,000 yuan) and the registered capital of the register."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongxin.core.identifiers.constants import FULL_WIDTH, INVISIBLE, SPACES

MoneyProblem = Literal["unreadable", "negative", "too_many_decimals", "too_large", "wrong_unit"]

# decimal(18,6): twelve digits before the point, six after it.
WHOLE_DIGITS = 12
DECIMALS = 6

REPLACED: dict[str, str] = {**FULL_WIDTH, "\u2212": "-"}
DROPPED: str = SPACES + INVISIBLE

_NUMBER = "(?:[0-9]{1,30}|[0-9]{1,3}(?:,[0-9]{3}){1,9})?(?:[.][0-9]{1,30})?"
_WAN = "(?:万元?整?|[(]万元?[)])"
_OTHER_UNIT = "(?:[十百千亿]?元整?|[十百千亿]万?元?|万亿元?|[(][千亿]?元[)])"
# Every pattern is for text after REPLACED and DROPPED.
AMOUNT = f"-?{_NUMBER}{_WAN}?"
WRONG_UNIT = f"-?{_NUMBER}{_OTHER_UNIT}"
HAS_DIGIT = "^-?[0-9.]"
WHOLE = "^-?0*([0-9]*)"
FRACTION = "[.]([0-9]*?)0*$"

_TABLE = str.maketrans({**REPLACED, **dict.fromkeys(DROPPED, "")})


def _plain(text: str) -> str:
    return text.translate(_TABLE)


def read_wan(text: str) -> Decimal | MoneyProblem:
    """The amount in 万元 that ``text`` states as decimal(18,6), or why it states none.

    Thousands separators, full-width digits and a 万元 or 万 after the number are read; another unit
    is refused, because a fine of 2,000 yuan filed as 2000 is ten thousand times too high.

    >>> read_wan("1,234.5万元")
    Decimal('1234.5')
    >>> read_wan("2000元")
    'wrong_unit'
    >>> read_wan("0.1234567")
    'too_many_decimals'
    """
    plain = _plain(text)
    if re.search(HAS_DIGIT, plain) is None:
        return "unreadable"
    if re.fullmatch(WRONG_UNIT, plain):
        return "wrong_unit"
    if not re.fullmatch(AMOUNT, plain):
        return "unreadable"
    if plain.startswith("-"):
        return "negative"
    whole, _, fraction = re.sub("[^0-9.]", "", plain).partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    if len(whole) > WHOLE_DIGITS:
        return "too_large"
    if len(fraction) > DECIMALS:
        return "too_many_decimals"
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")


def canonical(amount: Decimal) -> str:
    """``amount`` without exponent and without zeros at its ends.

    >>> canonical(Decimal("0.200000")), canonical(Decimal("1E+3"))
    ('0.2', '1000')
    """
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Capital:
    """Registered capital in 万 of its currency; None for what the text does not say.

    ``currency`` is an ISO 4217 code.
    """

    amount_wan: Decimal | None
    currency: str | None


_CURRENCIES = {
    "人民币": "CNY",
    "美元": "USD",
    "美金": "USD",
    "港币": "HKD",
    "港元": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "新加坡元": "SGD",
    "澳元": "AUD",
    "澳大利亚元": "AUD",
    "加元": "CAD",
    "加拿大元": "CAD",
    "韩元": "KRW",
    "新台币": "TWD",
    "澳门元": "MOP",
    "瑞士法郎": "CHF",
    "CNY": "CNY",
    "RMB": "CNY",
    "USD": "USD",
    "HKD": "HKD",
    "EUR": "EUR",
    "JPY": "JPY",
}
_CAPITAL = re.compile(
    r"[^0-9.,-]*([0-9][0-9,]*(?:\.[0-9]+)?)\(?(亿|万|元|[^0-9()十百千万亿]{1,7}元)[^0-9]*"
)
_PER_UNIT = {"亿": Decimal(10000), "万": Decimal(1)}
_PER_SINGLE = Decimal("0.0001")


def read_capital(text: str) -> Capital:
    """The registered capital in ``text``, read as far as it can be; nothing is refused.

    A bare number says no amount, because registers mean yuan or 万元 by it.

    >>> read_capital("820(万元)")
    Capital(amount_wan=Decimal('820'), currency=None)
    >>> read_capital("100万美元")
    Capital(amount_wan=Decimal('100'), currency='USD')
    >>> read_capital("1000000元")
    Capital(amount_wan=Decimal('100'), currency=None)
    >>> read_capital("#(万元)"), read_capital("N/A")
    (Capital(amount_wan=None, currency=None), Capital(amount_wan=None, currency=None))
    """
    plain = _plain(text).upper()
    currency = next((code for word, code in _CURRENCIES.items() if word in plain), None)
    found = _CAPITAL.fullmatch(plain)
    if found is None or len(found[1]) > 30:
        return Capital(None, currency)
    amount = Decimal(found[1].replace(",", "")) * _PER_UNIT.get(found[2], _PER_SINGLE)
    return Capital(Decimal(canonical(amount)), currency)
