"""What is personal is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.identifiers.checksums import id_check
from gongxin.core.masking import ID_REMOVED, mask_person, redact_id_numbers

BODY = "32990019000101101"  # of nobody: no such region
NUMBER = BODY + id_check(BODY)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳小明", "欧*"),
        (" 张三 ", "张*"),
        ("张三、李四", "张*、李*"),
        ("John Smith", "J* S*"),
        ("张", "张*"),
        ("", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_person(name) == masked


@given(st.text())
def test_masked_names_show_one_character_each(name: str) -> None:
    for part in mask_person(name).split():
        assert len(part.split("*")[0]) <= 1 or any(gap in part for gap in "、,，;；/ 　")


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.lower(),
        f"{NUMBER[:6]} {NUMBER[6:14]}-{NUMBER[14:]}",
        f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:12]} {NUMBER[12:]}",
        f"{NUMBER[:9]}\u200b{NUMBER[9:]}",
        f"{NUMBER[:6]}\u2013{NUMBER[6:14]}\u2013{NUMBER[14:]}",
        "".join(chr(ord(c) + 0xFEE0) for c in NUMBER),
        NUMBER[:17] + "0",  # mistyped
        f"ID{NUMBER}",
    ],
)
def test_id_numbers_go_from_text(written: str) -> None:
    assert redact_id_numbers(f"当事人{written}，{written}违法") == (
        f"当事人{ID_REMOVED}，{ID_REMOVED}违法".replace(
            ID_REMOVED, ("ID" if written.startswith("ID") else "") + ID_REMOVED
        ),
        2,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "公市监罚〔2026〕12号",
        "许可证编号329900202611210001",  # region, day, serial number
        "统一社会信用代码91329901MA00000150",
        "电话 0513-85098000，金额 320000元",
        "32990019001301101",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert redact_id_numbers(text) == (text, 0)
