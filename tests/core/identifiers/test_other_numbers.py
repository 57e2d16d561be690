"""Organisation codes, registration numbers and the ID numbers that must not be kept."""

from datetime import date

import pytest
import stdnum.cn.ric
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core.identifiers import idcard, orgcode, regno
from gongxin.core.identifiers.checksums import id_check, regno_check
from gongxin.core.identifiers.normalise import normalise

digits = "0123456789"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("D2143569X", ()),
        ("192203821", ()),
        ("192203822", ("check_digit",)),
        ("D214-3569-X", ()),
        ("D2143569", ("length",)),
        ("D2143569XX", ("length",)),
        ("D2143569A", ("characters",)),
        ("D21４３５６9X", ()),
        ("单位代码D2143", ("characters",)),
        ("000000000", ("placeholder",)),
        ("", ("length",)),
    ],
)
def test_organisation_codes(text: str, problems: tuple[str, ...]) -> None:
    assert orgcode.judge(text).problems == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("440301103097413", ()),
        ("330203000030639", ()),
        ("330200600002522", ()),
        ("330200400070010", ()),
        ("110108000000016", ()),
        ("110108000000017", ("check_digit",)),
        ("11010800000001", ("length",)),
        ("11010800000001X", ("characters",)),
        ("000000000000000", ("placeholder",)),
        ("", ("length",)),
    ],
)
def test_registration_numbers(text: str, problems: tuple[str, ...]) -> None:
    assert regno.judge(text).problems == problems


@given(st.text(digits, min_size=14, max_size=14))
def test_made_registration_numbers_pass(body: str) -> None:
    verdict = regno.judge(regno.make(body))
    assert verdict.ok or verdict.problems == ("placeholder",)


@given(st.text(digits + "ABCXYZ", min_size=8, max_size=8))
def test_made_organisation_codes_pass(body: str) -> None:
    assert orgcode.judge(orgcode.make(body)).ok or len(set(body)) == 1


def test_nothing_is_made_of_short_bodies() -> None:
    with pytest.raises(ValueError, match="8 of 0-9 and A-Z"):
        orgcode.make("1234567")
    with pytest.raises(ValueError, match="14 digits"):
        regno.make("1" * 13)


bodies = st.builds(
    lambda day, serial: f"110101{day:%Y%m%d}{serial:03d}",
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.integers(0, 999),
)


@given(bodies, st.sampled_from(digits + "X"))
def test_the_oracle_agrees_on_id_numbers(body: str, check: str) -> None:
    assert idcard.is_id_number(body + check) == stdnum.cn.ric.is_valid(body + check)
    assert idcard.is_id_number(body + id_check(body))


@pytest.mark.parametrize("place", ["329900", "830000", "932124"])
def test_residents_of_taiwan_and_foreigners_have_id_numbers_too(place: str) -> None:
    body = place + "19000101001"
    assert idcard.is_id_number(body + id_check(body))


@pytest.mark.parametrize("region_and_day", ["32990019001301", "32990018991231", "00990019000101"])
def test_other_numbers_are_no_id_numbers(region_and_day: str) -> None:
    body = region_and_day + "001"
    assert not idcard.is_id_number(body + id_check(body))


def test_id_numbers_are_recognised_in_any_writing() -> None:
    body = "32990019000101101"
    number = body + id_check(body)
    assert idcard.is_id_number(f" {number[:6]}-{number[6:14]} {number[14:].lower()} ")
    assert orgcode.judge(number).problems == ("id_card",)
    assert regno.judge(number).problems == ("id_card",)


def test_fifteen_digits_are_a_registration_number_when_that_check_digit_fits() -> None:
    for serial in range(100):
        number = f"329900000101{serial:03d}"
        expected = () if regno_check(number) == number[14] else ("id_card",)
        assert idcard.is_id_number(number)
        assert regno.judge(number).problems == expected


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
