"""ID numbers in columns of text are found exactly as in single texts."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch import personal as columns
from gongxin.core.identifiers.checksums import id_check
from gongxin.core.masking import redact_id_numbers

pytestmark = pytest.mark.parity


def number(day: str, serial: int, gap: str) -> str:
    check = id_check(f"329900{day}{serial:03d}")
    return f"329900{gap}{day}{gap}{serial:03d}{check}"


days = st.sampled_from(["19000101", "20151231", "20160101", "19001301", "19000132"])
serials = st.integers(0, 999)
numbers = st.builds(number, days, serials, st.sampled_from(["", " ", "-", "　", "－", "--"]))


def widened(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if 32 < ord(c) < 127 else c for c in text)


wide = numbers.map(widened)
with_wide_year = st.builds(
    lambda text, start, end: text[:start] + widened(text[start:end]) + text[end:],
    st.builds(number, days, serials, st.just("")),
    st.integers(0, 6),
    st.integers(10, 18),
)
pieces = st.one_of(
    numbers, wide, with_wide_year, st.text(max_size=6), st.text("0123456789X", max_size=24)
)
texts = st.lists(pieces, max_size=5).map("".join)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any]) -> Any:
    return asking(
        {
            "found": columns.contains_id_number,
            "text": columns.redacted,
            "enough": columns.may_hold_id_number,
            "shaped": columns.has_shape_of_id_number,
        }
    )


@settings(max_examples=25)
@given(st.lists(texts, min_size=10, max_size=40))
def test_columns_agree_with_single_texts(ask: Any, listed: list[str]) -> None:
    expected = [redact_id_numbers(text) for text in listed]
    answers = ask(listed)
    assert [(a["found"], a["text"]) for a in answers] == [(n > 0, text) for text, n in expected]
    assert all(a["enough"] and a["shaped"] for a in answers if a["found"])


def test_several_numbers_in_one_text_all_go(ask: Any) -> None:
    body = "32990019000101101"
    text = f"{body}{id_check(body)}{body}0、{body}x"
    (answer,) = ask([text])
    assert answer["found"]
    assert "1900" not in answer["text"]
