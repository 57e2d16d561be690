"""Columns of amounts are read exactly as single ones are."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch import money as columns
from gongxin.batch.checks.registry import CHECKS
from gongxin.core.money import canonical, read_wan
from gongxin.law.load import load_catalogue

pytestmark = pytest.mark.parity

plain = st.decimals(-10_000, 10**13, places=6).map("{:f}".format)
precise = st.builds("{}.{}".format, st.integers(0, 10**13), st.text("0019", min_size=5, max_size=9))
grouped = st.decimals(0, 10**14, places=2).map("{:,f}".format)
with_unit = st.builds(
    lambda number, unit: number + unit,
    plain | grouped | st.text("0123456789.,", max_size=16),
    st.sampled_from(
        [
            "",
            "万",
            "万元",
            "(万元)",
            "（万）",
            "元",
            "元整",
            "亿",
            "百万元",
            "美元",
            " 万元 ",
            "万万",
        ]
    ),
)
wide = with_unit.map(
    lambda text: "".join(chr(ord(c) + 0xFEE0) if 32 < ord(c) < 127 else c for c in text)
)
texts = st.one_of(
    plain,
    precise,
    grouped,
    with_unit,
    wide,
    st.text("0123456789.,-−－ 　万元\n\x00", max_size=12),
    st.text(max_size=10),
    st.sampled_from(["", "0", "-0", "00", "0.0", "." * 3, "9" * 31, "1" * 5000, "0." + "0" * 40]),
)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any]) -> Any:
    tests = {"amount": columns.canonical, **columns.MONEY_PROBLEMS}
    return asking(
        {
            name: lambda text, test=test: test(columns.Amount.of(columns.plain(text)))
            for name, test in tests.items()
        }
    )


def scalar(text: str) -> dict[str, object]:
    read = read_wan(text)
    answer: dict[str, object] = {key: read == key for key in columns.MONEY_PROBLEMS}
    return {"amount": canonical(read) if isinstance(read, Decimal) else None, **answer}


@settings(max_examples=40)
@given(st.lists(texts, min_size=20, max_size=60))
def test_columns_agree_with_single_amounts(ask: Any, listed: list[str]) -> None:
    assert ask(listed) == [scalar(text) for text in listed]


def test_every_check_of_an_amount_alone_asks_for_one_of_these_problems() -> None:
    """Amounts that can be kept are shown to no check: one that looks at more would find nothing."""
    item = load_catalogue().item("penalty")
    found = {
        check.id
        for check in CHECKS
        if check.grain == "value"
        and check.applies(item, item.index["CF_NR_WFFF"])
        and check.reads(item.index["CF_NR_WFFF"]) == ("CF_NR_WFFF",)
    }
    assert len(found) == len(columns.MONEY_PROBLEMS)
    assert all(one.startswith("money-") for one in found)
