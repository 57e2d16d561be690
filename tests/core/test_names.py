"""Names in the form in which they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.names import grams, normalise


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("公信市云湖（集团）有限公司", "公信市云湖(集团)有限公司"),
        ("公信市云湖【集团】有限公司", "公信市云湖(集团)有限公司"),
        ("公信市　云湖 有限\u200b公司", "公信市云湖有限公司"),
        ("ａｂｃ·Café Ⅲ期", "ABCCAFÉIII期"),
        ("“云湖”商行，分店", "云湖商行分店"),
        ("⼀⼆三", "一二三"),
        ("①②⑫", "1212"),
        ("", ""),
    ],
)
def test_examples(name: str, expected: str) -> None:
    assert normalise(name) == expected


@given(st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(st.text("公信云湖()AB1", max_size=12))
def test_every_piece_of_a_name_is_among_its_grams(name: str) -> None:
    pieces = grams(name)
    assert len(pieces) == len(set(pieces))
    expected = {name[i : i + n] for n in (1, 2) for i in range(len(name) - n + 1)}
    assert set(pieces) == expected
