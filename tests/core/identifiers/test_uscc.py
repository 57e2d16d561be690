"""The 18-character code: real codes pass, wrong ones fail for the reason stated."""

import pytest
import stdnum.cn.uscc
from hypothesis import given
from hypothesis import strategies as st

from gongxin.core import regions
from gongxin.core.identifiers import orgcode, uscc
from gongxin.core.identifiers.checksums import id_check, uscc_check
from gongxin.core.identifiers.constants import DEPARTMENT_KINDS, USCC_ALPHABET
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.identifiers.verdict import Verdict

REAL = [
    "914403001922038216",
    "91110108551385082Q",
    "91100000100003962T",
    "12100000400000624D",
    "11420000MB15291767",
    "9144030071526726XG",
    "91330100799655058B",
    "91110000802100433B",
    "91440300192317458F",
    "911100001000044477",
    "911000001000013428",
    "91110000710925462X",
    "91110000710926094P",
    "9152000071430580XT",
    "9144030010001686XA",
    "91440300192181490G",
    "91440606722473344C",
    "91440400192548256N",
    "12100000400002259P",
    "12100000470095016Q",
]

valid_codes = st.builds(
    uscc.make,
    st.sampled_from(sorted(DEPARTMENT_KINDS)),
    st.sampled_from(sorted(regions.all_codes())),
    st.text(USCC_ALPHABET, min_size=8, max_size=8).filter(lambda s: s[-1] in "23456789"),
)


@pytest.mark.parametrize("code", REAL)
def test_real_codes_verify_on_both_check_digits(code: str) -> None:
    assert uscc.judge(code) == Verdict(code)
    assert orgcode.judge(uscc.orgcode_of(code)).ok


@pytest.mark.parametrize(
    ("text", "problems", "warnings"),
    [
        ("91310000631295002H", (), ("inner_check_digit",)),
        ("9133010057462616XH", ("check_digit",), ()),
        ("91110000800088421P", ("check_digit",), ()),
        ("91110108717809965C", ("check_digit",), ()),
        ("91350203M0001QAY9B", (), ("excepted",)),
        ("91350203m0001qay9b", (), ("normalised", "excepted")),
        ("0" * 18, ("placeholder",), ()),
        ("1" * 18, ("placeholder",), ()),
        ("无" * 18, ("placeholder",), ()),
        ("0" * 17 + "X", ("placeholder",), ()),
        ("", ("length",), ()),
        (" ", ("length",), ("normalised",)),
        ("N/A", ("length",), ()),
        ("9144030019220382161", ("length",), ()),
        ("91440300192203821I", ("characters",), ()),
        ("9144A3001922038216", ("characters",), ()),
        ("9144030019220３8216", (), ("normalised",)),
        ("\ufeff9144-0300 1922　0382\u200b16", (), ("normalised",)),
    ],
)
def test_faults_and_doubts(text: str, problems: tuple[str, ...], warnings: tuple[str, ...]) -> None:
    verdict = uscc.judge(text)
    assert (verdict.problems, verdict.warnings) == (problems, warnings)
    assert verdict.ok == (not problems)


def test_both_evidenced_exceptions_pass_and_say_why() -> None:
    assert {"91350203M0001QAY9B", "91350100M0001TGQXM"} == set(exceptions())
    for code, exception in exceptions().items():
        assert uscc_check(code) != code[17]
        assert uscc.judge(code).ok
        assert "excepted" in uscc.judge(code).warnings
        assert len(exception.evidence) > 40


def test_department_kind_is_judged_beside_the_check_digit() -> None:
    body = "94" + uscc.make("91", "320600", "12345678")[2:17]
    right = body + uscc_check(body)
    wrong = body + ("0" if right[-1] != "0" else "1")
    assert uscc.judge(right).problems == ("department_kind",)
    assert uscc.judge(wrong).problems == ("check_digit", "department_kind")


@pytest.mark.parametrize(
    ("region", "warned"),
    [
        ("100000", False),  # the nation
        ("320000", False),
        ("320600", False),
        ("320602", False),
        ("110103", False),  # merged into another district in 2010
        ("329900", False),  # the fictional city
        ("329999", True),
        ("000000", True),
    ],
)
def test_only_regions_that_never_were_are_warned_of(region: str, warned: bool) -> None:
    verdict = uscc.judge(uscc.make("91", region, "12345678"))
    assert verdict.ok
    assert verdict.warnings == (("unknown_region",) if warned else ())


def made_id_numbers() -> list[str]:
    """Numbers of nobody: a region that does not exist and births in 1900."""
    bodies = [f"32990019000101{serial:03d}" for serial in range(1000)]
    return [body + id_check(body) for body in bodies]


def test_id_numbers_are_refused_even_where_the_code_verifies() -> None:
    numbers = made_id_numbers()
    passing = [n for n in numbers if n.isdigit() and uscc_check(n) == n[17]]
    assert len(passing) > 10
    assert {uscc.judge(number).problems for number in numbers} == {("id_card",)}
    assert uscc.judge("32990019000230001" + "0").problems != ("id_card",)  # no such day


def test_a_company_whose_code_looks_like_a_foreigners_number_is_no_person() -> None:
    candidates = (uscc.make("91", "320619", f"900101{n:02d}") for n in range(100))
    looking = [code for code in candidates if code.isdigit() and id_check(code) == code[17]]
    assert looking
    for code in looking:
        assert uscc.judge(code).ok


@given(valid_codes)
def test_made_codes_pass_and_the_oracle_agrees(code: str) -> None:
    verdict = uscc.judge(code)
    assert verdict.ok
    assert "inner_check_digit" not in verdict.warnings
    assert stdnum.cn.uscc.is_valid(code) or not code[:2].isdigit()  # which it does not know


@given(st.text(USCC_ALPHABET, min_size=18, max_size=18) | valid_codes, st.data())
def test_the_oracle_agrees_on_check_digits(code: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(8, 17))
    code = code[:position] + data.draw(st.sampled_from(USCC_ALPHABET)) + code[position + 1 :]
    problems = uscc.judge(code).problems
    if code[:2].isdigit() and not {"placeholder", "id_card"} & set(problems):
        refused = bool({"characters", "check_digit"} & set(problems))
        assert stdnum.cn.uscc.is_valid(code) == (not refused)


@given(valid_codes, st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_wrong_character_never_passes(code: str, position: int, character: str) -> None:
    changed = code[:position] + character + code[position + 1 :]
    assert uscc.judge(changed).ok == (changed == code)


@pytest.mark.parametrize(
    ("department_kind", "key"),
    [("91", "company"), ("92", "individual_business"), ("11", "government"), ("54", "community")],
)
def test_kinds(department_kind: str, key: str) -> None:
    assert uscc.kind_of(uscc.make(department_kind, "329901", "12345678")).key == key


def test_every_kind_has_a_title_and_every_prefix_a_kind() -> None:
    kinds = {kind.key: kind for kind in uscc.organisation_kinds()}
    assert set(DEPARTMENT_KINDS.values()) == set(kinds)
    assert all(kind.title.zh and kind.title.en for kind in kinds.values())
    assert uscc.kind_of("").key == "other"


@pytest.mark.parametrize(
    "parts",
    [
        ("94", "320600", "12345678"),
        ("91", "32060", "12345678"),
        ("91", "320600", "1234567I"),
        ("91", "320600", "1234567"),
    ],
)
def test_no_code_is_made_of_wrong_parts(parts: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="code"):
        uscc.make(*parts)
