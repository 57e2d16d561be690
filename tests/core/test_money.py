"""Amounts in 万元 and registered capital."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.money import Capital, canonical, read_capital, read_wan


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0.2", "0.2"),
        ("0", "0"),
        (".5", "0.5"),
        ("1,234,567.5", "1234567.5"),
        ("１２．５", "12.5"),
        ("1，234", "1234"),
        ("3万元", "3"),
        ("3 万", "3"),
        ("3(万元)", "3"),
        ("0.1234560", "0.123456"),
        ("000012", "12"),
        ("9" * 12 + ".999999", "9" * 12 + ".999999"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert read_wan(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "unreadable"),
        ("-", "unreadable"),
        (".", "unreadable"),
        ("5.", "unreadable"),
        ("万元", "unreadable"),
        ("1e3", "unreadable"),
        ("12,34", "unreadable"),
        ("1.2.3", "unreadable"),
        ("约3万", "unreadable"),
        ("¥3", "unreadable"),
        ("٣", "unreadable"),
        ("-1", "negative"),
        ("－0.5万元", "negative"),
        ("2000元", "wrong_unit"),
        ("2,000元整", "wrong_unit"),
        ("3亿", "wrong_unit"),
        ("3百万元", "wrong_unit"),
        ("-3元", "wrong_unit"),
        ("1" * 13, "too_large"),
        ("1" * 13 + ".1234567", "too_large"),
        ("0.1234567", "too_many_decimals"),
    ],
)
def test_problems(text: str, problem: str) -> None:
    assert read_wan(text) == problem


@given(st.decimals(0, Decimal("999999999999.999999"), places=6))
def test_every_amount_that_fits_is_read_back(amount: Decimal) -> None:
    assert read_wan(f"{amount:,f}") == amount
    assert read_wan(canonical(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("200(万)", "200", None),
        ("50万人民币", "50", "CNY"),
        ("人民币50万元整", "50", "CNY"),
        ("820(万元)", "820", None),
        ("820（万元）", "820", None),
        ("100万美元", "100", "USD"),
        ("100美元", "0.01", "USD"),
        ("1000000元", "100", None),
        ("1,000.5万港元", "1000.5", "HKD"),
        ("5亿元", "50000", None),
        ("#(万元)", None, None),
        ("N/A", None, None),
        ("", None, None),
        ("3000", None, None),
        ("-5万", None, None),
        ("2百万元", None, None),
        ("100万-200万", None, None),
    ],
)
def test_capital(text: str, amount: str | None, currency: str | None) -> None:
    expected = None if amount is None else Decimal(amount)
    assert read_capital(text) == Capital(expected, currency)


@given(st.text())
def test_capital_of_any_text_is_read_without_error(text: str) -> None:
    amount = read_capital(text).amount_wan
    assert amount is None or amount >= 0
