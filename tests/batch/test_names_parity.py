"""Columns of names are normalised exactly as single ones are."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch import names as columns
from gongxin.core.names import DROPPED, EXPANDED, RARE, REPLACED, normalise

pytestmark = pytest.mark.parity

texts = st.text(max_size=30) | st.text("公信云湖（）【】 　·ａaéⅢ⑫⼀\u200b\\'\"", max_size=20)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any]) -> Any:
    return asking({"name": columns.normalised})


@settings(max_examples=25)
@given(st.lists(texts, min_size=20, max_size=60))
def test_columns_agree_with_single_names(ask: Any, listed: list[str]) -> None:
    assert [row["name"] for row in ask(listed)] == [normalise(name) for name in listed]


def test_every_character_is_normalised_alike(ask: Any) -> None:
    characters = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF]
    few = [*REPLACED, *DROPPED, *RARE, *EXPANDED]
    many = ["".join(characters[n : n + 500]) for n in range(0, len(characters), 500)]
    assert [row["name"] for row in ask(few + many)] == [normalise(name) for name in few + many]
