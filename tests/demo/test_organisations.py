"""The city's organisations: valid, invented, and of the fictional place only."""

from datetime import date

import numpy as np
import pytest

from gongxin.core import regions
from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.core.money import read_capital
from gongxin.core.name_parts import split_name
from gongxin.core.name_score import compare, score
from gongxin.core.names import normalise
from gongxin.demo.calendar import days_of
from gongxin.demo.departments import departments
from gongxin.demo.kinds import KINDS
from gongxin.demo.organisations import Organisations
from gongxin.demo.places import CITY, CITY_REGION, REGIONS
from gongxin.demo.spoiling import misspelt


def test_codes_pass_every_check(organisations: Organisations) -> None:
    for code, inner in zip(
        organisations.code.to_pylist(), organisations.orgcode.to_pylist(), strict=True
    ):
        verdict = uscc.judge(code)
        assert (verdict.problems, verdict.warnings) == ((), ())
        assert uscc.orgcode_of(code) == inner
        assert orgcode.judge(inner).ok


def test_old_numbers_pass_every_check(organisations: Organisations) -> None:
    numbers = [number for number in organisations.regno.to_pylist() if number]
    assert len(numbers) > 100
    assert all(regno.judge(number).ok and number[:4] == "3299" for number in numbers)


def test_kind_is_the_one_the_code_tells(organisations: Organisations) -> None:
    told = [uscc.kind_of(code).key for code in organisations.code.to_pylist()]
    assert told == [KINDS[kind].key for kind in organisations.kind]
    assert set(told) == {kind.key for kind in KINDS}


def test_a_misspelt_name_is_nobodys_and_still_like_its_own(organisations: Organisations) -> None:
    names = organisations.name.to_pylist()
    borne = {normalise(name) for name in names}
    ways = set()
    for name in names[:600]:
        written = misspelt(name)
        assert normalise(written) not in borne, (name, written)
        likely = score(compare(split_name(written), split_name(name)))
        ways.add((likely > 0.9, len(written) - len(name)))
        assert likely > 0.03 or not name.endswith("公司"), (name, written)
    assert len(ways) >= 4, "names are misspelt in several ways"


def test_everything_is_in_the_fictional_city(organisations: Organisations) -> None:
    assert {region[:4] for region in REGIONS} == {"3299"}
    assert {uscc.region_of(code) for code in organisations.code.to_pylist()} <= set(REGIONS)
    assert organisations.region.to_pylist() == [
        uscc.region_of(code) for code in organisations.code.to_pylist()
    ]
    assert all(name.startswith(CITY) for name in organisations.name.to_pylist())
    assert all(name.startswith(CITY) for name in organisations.former_name.to_pylist() if name)
    assert all(address.startswith(CITY) for address in organisations.address.to_pylist())


def test_no_real_region_has_the_citys_numbers() -> None:
    province = {code for code in regions.all_codes() if code[:2] == "32"}
    assert {code for code in province if code[:4] == "3299"} == set(REGIONS)
    assert regions.path_name(CITY_REGION).endswith(CITY)


def test_no_code_and_no_name_twice(organisations: Organisations) -> None:
    assert len(set(organisations.code.to_pylist())) == len(organisations)
    assert len(set(organisations.name.to_pylist())) == len(organisations)
    assert len(set(organisations.orgcode.to_pylist())) == len(organisations)


def test_departments_have_valid_codes_of_their_own(organisations: Organisations) -> None:
    codes = [department.code for department in departments()]
    assert len(set(codes)) == len(codes) == 13
    assert all(uscc.judge(code).ok and not uscc.judge(code).warnings for code in codes)
    assert {uscc.region_of(code) for code in codes} == {CITY_REGION}
    assert not set(codes) & set(organisations.code.to_pylist())
    assert [d.credit_office for d in departments()] == [True] + [False] * 12


def test_capital_comes_in_many_shapes(organisations: Organisations) -> None:
    texts = [text for text in organisations.capital.to_pylist() if text]
    shapes = {"".join(c for c in text if not c.isdigit() and c != ".") for text in texts}
    assert {"(万)", "万人民币", "(万元)", "万美元", "N/A", "#(万元)", "元"} <= shapes
    assert read_capital("100万美元").currency != read_capital("100万人民币").currency


def test_a_few_are_often_party_and_some_never(organisations: Organisations) -> None:
    days = np.full(20_000, days_of(date(2026, 10, 1)))
    picked = organisations.pick(np.random.default_rng(1), days)
    counts = np.bincount(picked, minlength=len(organisations))
    assert (counts == 0).mean() > 0.2
    assert np.sort(counts)[-20:].sum() > 10 * 20 * counts.mean()


def test_no_one_is_party_before_being_founded(organisations: Organisations) -> None:
    days = np.arange(days_of(date(2016, 1, 1)), days_of(date(2020, 1, 1)), 3)
    picked = organisations.pick(np.random.default_rng(2), days)
    assert (organisations.founded[picked] <= days).all()


@pytest.mark.parametrize("size", [1, 13, 5_000])
def test_any_size(size: int) -> None:
    organisations = Organisations.generate(size)
    assert len(organisations) == size
    assert organisations.code.to_pylist() == Organisations.generate(size).code.to_pylist()
