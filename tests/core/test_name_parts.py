"""Names in their parts, and how two names compare."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.name_parts import folded, place_of, split_name
from gongxin.core.name_score import LEVELS, Comparison, compare, score, weights

PIECES = (
    "江苏 江苏省 南通 南通市 海安 崇川区 苏州 永康 示例 云湖 商贸 电子 科技 有限公司 股份 集团 公司 厂 店 "
    "（ ） ( ) 南通分公司 第一分店 貿易 ａ 7 渔具"
)
pieces = st.lists(
    st.sampled_from(PIECES.split()),
    max_size=9,
).map("".join)
names = pieces | st.text(max_size=20)


@given(names)
def test_no_character_but_brackets_is_lost(name: str) -> None:
    p = split_name(name)
    parts = "".join((p.region, p.inside, p.trade, p.line, p.form, p.branch))
    kept = Counter(folded(name).replace("(", "").replace(")", ""))
    assert Counter(parts.replace("(", "").replace(")", "")) == kept


@given(names)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert split_name(folded(name)) == split_name(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("江苏省南通市示例商贸有限公司", ("江苏省南通市", "", "示例", "商贸", "有限公司", "")),
        ("示例（南通）商貿有限公司", ("", "南通", "示例", "商贸", "有限公司", "")),
        ("苏州永康商贸有限公司", ("苏州", "", "永康", "商贸", "有限公司", "")),
        ("永康商贸有限公司", ("", "", "永康", "商贸", "有限公司", "")),
        ("海安示例五金厂", ("海安", "", "示例", "五金", "厂", "")),
        ("吉林市示例电子科技有限公司", ("吉林市", "", "示例", "电子科技", "有限公司", "")),
        (
            "南通示例商贸有限公司海安分公司",
            ("南通", "", "示例", "商贸", "有限公司", "海安分公司"),
        ),
        ("南通", ("", "", "南通", "", "", "")),
        ("", ("", "", "", "", "", "")),
    ],
)
def test_examples(name: str, parts: tuple[str, ...]) -> None:
    p = split_name(name)
    assert (p.region, p.inside, p.trade, p.line, p.form, p.branch) == parts


@pytest.mark.parametrize(
    ("one", "other", "levels"),
    [
        ("南通示例商贸有限公司", "示例（南通）商贸有限责任公司", {"trade": "same", "form": "same"}),
        ("江苏南通示例商贸有限公司", "南通市示例商贸有限公司", {"region": "fuller"}),
        ("江苏示例商贸有限公司", "海安示例商贸有限公司", {"region": "within"}),
        ("苏州示例商贸有限公司", "海安示例商贸有限公司", {"region": "other"}),
        ("南通晨星海商贸有限公司", "南通辰星海商贸有限公司", {"trade": "sound"}),
        ("南通晨星商贸有限公司", "南通辰星商贸有限公司", {"trade": "other"}),
        ("南通云泓海商贸有限公司", "南通泓云海商贸有限公司", {"trade": "turned"}),
        ("南通示例商茂有限公司", "南通示例商贸有限公司", {"trade": "slip_elsewhere"}),
        ("南通示例商贸有限公司海安分公司", "南通示例商贸有限公司", {"branch": "other"}),
        ("长兴盛达商贸有限公司", "南通长兴盛达商贸有限公司", {"trade": "same"}),
    ],
)
def test_levels(one: str, other: str, levels: dict[str, str]) -> None:
    found = compare(split_name(one), split_name(other))
    assert {part: getattr(found, part) for part in levels} == levels


@given(names, names)
def test_comparing_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = split_name(one), split_name(other)
    assert compare(a, b) == compare(b, a)
    assert 0 <= score(compare(a, b)) <= 1


@given(names, names)
def test_without_the_trade_name_nothing_is_likely(one: str, other: str) -> None:
    comparison = compare(split_name(one), split_name(other))
    if comparison.trade == "other" or comparison.branch == "other":
        assert score(comparison) < 0.03


def test_nothing_makes_up_for_another_trade_name_or_branch() -> None:
    for levels in product(*LEVELS.values()):
        comparison = Comparison(**dict(zip(LEVELS, levels, strict=True)))
        if comparison.trade == "other" or comparison.branch == "other":
            assert score(comparison) < 0.03


def test_every_level_has_its_weight() -> None:
    assert set(weights()) == {("", ""), *((p, level) for p, ls in LEVELS.items() for level in ls)}


def test_both_places_of_a_name_count() -> None:
    assert place_of(split_name("南通示例（海安）商贸有限公司")).county == "海安"
