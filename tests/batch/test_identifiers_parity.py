"""Columns of identifiers are judged exactly as single ones are."""

import sys
from collections.abc import Callable
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongxin.batch import identifiers as columns
from gongxin.batch.checks.registry import CHECKS
from gongxin.core import regions
from gongxin.core.identifiers import exceptions, idcard, orgcode, regno, uscc
from gongxin.core.identifiers.checksums import id_check, uscc_check
from gongxin.core.identifiers.constants import DEPARTMENT_KINDS, USCC_ALPHABET
from gongxin.core.identifiers.normalise import normalise
from gongxin.law.load import load_catalogue

pytestmark = pytest.mark.parity

SCHEMES = {
    "uscc": (uscc.judge, columns.USCC_PROBLEMS, columns.USCC_WARNINGS),
    "orgcode": (orgcode.judge, columns.ORGCODE_PROBLEMS, {}),
    "regno": (regno.judge, columns.REGNO_PROBLEMS, {}),
}

digits = "0123456789"
capitals = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
regions_tried = st.sampled_from(["320602", "110103", "100000", "329999", "320619", "119020"])
codes = st.builds(
    uscc.make,
    st.sampled_from(sorted(DEPARTMENT_KINDS)),
    regions_tried,
    st.text(USCC_ALPHABET, min_size=8, max_size=8) | st.text(digits, min_size=8, max_size=8),
)
id_numbers = st.builds(
    lambda place, day, serial: (body := f"{place}{day}{serial:03d}") + id_check(body),
    st.sampled_from(["329900", "830000", "932990", "912990", "009900"]),
    st.sampled_from(["19000101", "19000229", "20991231", "19001301", "18991231", "21000101"]),
    st.integers(0, 999),
)
id_numbers_15 = st.builds(
    lambda day, serial: f"329900{day}{serial:03d}",
    st.sampled_from(["000101", "991231", "001301"]),
    st.integers(0, 999),
)
companies_like_persons = st.builds(
    lambda serial: uscc.make("91", "320619", f"900101{serial:02d}"), st.integers(0, 99)
)
repeated = st.builds(
    lambda character, length: character * length,
    st.sampled_from(digits + "XA无*") | st.characters(codec="utf-8"),
    st.sampled_from([9, 15, 18, 17]),
)
sound = st.one_of(
    codes,
    id_numbers,
    id_numbers_15,
    companies_like_persons,
    st.sampled_from([*exceptions.exceptions(), "91310000631295002H", "0" * 17 + "X"]),
    st.text(capitals, min_size=8, max_size=8).map(orgcode.make),
    st.text(digits, min_size=14, max_size=14).map(regno.make),
)
damaged = st.builds(
    lambda text, at, new: text[: at % len(text)] + new + text[at % len(text) + 1 :],
    sound,
    st.integers(0, 17),
    st.sampled_from(USCC_ALPHABET) | st.characters(codec="utf-8") | st.just(""),
)
dressed = st.builds(
    lambda text, at, extra: text[:at] + extra + text[at:].lower(),
    sound | sound.map(lambda t: "".join(chr(ord(c) + 0xFEE0) for c in t)),
    st.integers(0, 18),
    st.sampled_from([" ", "-", "\u200b", "　", "\ufeff", "—", "\n", "\x00", "ſ", "ß", "İ"]),
)
shorter = st.one_of(
    st.text(capitals + "无*", min_size=9, max_size=9),
    st.text(digits, min_size=15, max_size=15),
    st.text(digits + "X无", min_size=15, max_size=15),
)
texts = st.one_of(
    sound,
    shorter,
    damaged,
    dressed,
    repeated,
    st.text(capitals, min_size=14, max_size=19),
    st.text(max_size=20),
    st.just("1" * 5000),
)
lists = st.lists(texts, min_size=20, max_size=60)


def judged(judgement: columns.Judgement, scheme: str) -> Callable[[ir.Table], ir.BooleanValue]:
    """The judgement on a table whose facts were made before."""
    facts = columns.FACTS[scheme]
    return lambda table: judgement(
        columns.Code(table["text"], facts, {fact: table[f"{scheme} {fact}"] for fact in facts})
    )


def judgements_of(scheme: str) -> dict[str, columns.Judgement]:
    """All problems and warnings, as columns."""
    _, problems, warnings = SCHEMES[scheme]
    return {**problems, **warnings}


def doubted(code: columns.Code) -> ir.BooleanValue:
    """Whether the code is judged at all, where normalising did not change it."""
    return columns.doubtful(code, code.text)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any], asking_rows: Callable[..., Any]) -> Any:
    """Normalises texts, tells their facts and then judges, each in one query, as checks do."""
    normalising = asking({"text": columns.normalised, "changed": columns.changed})
    facts = {
        f"{scheme} {key}": fact for scheme, fs in columns.FACTS.items() for key, fact in fs.items()
    }
    telling = asking(facts | {"id": columns.is_id_number, "personal": columns.is_personal})
    judging = asking_rows(
        {"text": "string", **dict.fromkeys(facts, "bool")},
        {
            f"{scheme} {key}": judged(judgement, scheme)
            for scheme in SCHEMES
            for key, judgement in (judgements_of(scheme) | {"doubtful": doubted}).items()
        },
    )

    def ask(texts: list[str]) -> list[dict[str, object]]:
        normalised = normalising(texts)
        told = telling([row["text"] for row in normalised])
        rows = [one | other for one, other in zip(normalised, told, strict=True)]
        answers = judging([{key: row[key] for key in ("text", *facts)} for row in rows])
        for row, answer in zip(rows, answers, strict=True):
            for scheme in SCHEMES:
                found = [key for key in judgements_of(scheme) if answer[f"{scheme} {key}"]]
                assert answer.pop(f"{scheme} doubtful") or not found, row["text"]
        shown = ("text", "changed", "id", "personal")
        return [
            {key: row[key] for key in shown} | answer
            for row, answer in zip(rows, answers, strict=True)
        ]

    return ask


def test_every_check_of_a_code_alone_is_one_of_these_judgements() -> None:
    """Codes beyond doubt are shown to no check: one that looks at more would find nothing."""
    items = load_catalogue().items.values()
    found = {
        check.id
        for item in items
        for one in item.stored_fields
        for check in CHECKS
        if one.type in SCHEMES
        and check.grain == "value"
        and check.faulty is not None
        and check.applies(item, one)
        and check.reads(one) == (one.code,)
    }
    told = {
        f"{scheme}-{key}".replace("_", "-") for scheme in SCHEMES for key in judgements_of(scheme)
    }
    assert found == told | {"code-normalised"}


def test_judgements_need_no_facts_made_before(asking: Callable[..., Any], ask: Any) -> None:
    """An expression on the text alone gives what the staged one gives."""
    texts = [
        "91310000631295002H",
        "0" * 18,
        "914403001922038217",
        "192203822",
        "110108000000017",
        "1" * 15,
        "D2143569X",
        "无",
    ]
    for scheme, (_, problems, _) in SCHEMES.items():
        facts, judgement = columns.FACTS[scheme], problems["check_digit"]
        at_once = asking({"wrong": lambda col, f=facts, j=judgement: j(columns.Code(col, f))})
        staged = [row[f"{scheme} check_digit"] for row in ask(texts)]
        assert [row["wrong"] for row in at_once(texts)] == staged


def scalar(text: str) -> dict[str, object]:
    value = normalise(text)
    answer: dict[str, object] = {
        "text": value,
        "changed": value != text,
        "id": idcard.is_id_number(text),
        "personal": idcard.is_personal(value),
    }
    for scheme, (judge, problems, warnings) in SCHEMES.items():
        verdict = judge(text)
        answer |= {f"{scheme} {key}": key in verdict.problems for key in problems}
        answer |= {f"{scheme} {key}": key in verdict.warnings for key in warnings}
        assert set(verdict.problems) <= set(problems)
        assert set(verdict.warnings) <= {*warnings, "normalised"}
    return answer


# Shrinking lists of codes takes minutes, and the difference of two lists shows the code as well.
@settings(max_examples=20, phases=[Phase.reuse, Phase.generate])
@given(lists)
def test_columns_agree_with_single_judgements(ask: Any, listed: list[str]) -> None:
    assert ask(listed) == [scalar(text) for text in listed]


def test_every_character_is_normalised_alike(ask: Any) -> None:
    characters = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF]
    joined = ["".join(characters[n : n + 500]) for n in range(0, len(characters), 500)]
    assert [row["text"] for row in ask(joined)] == [normalise(text) for text in joined]


def test_every_region_is_known_alike(ask: Any) -> None:
    made = [uscc.make("91", region, "12345678") for region in sorted(regions.all_codes())]
    assert not any(row["uscc unknown_region"] for row in ask(made))


def test_every_department_and_kind_is_judged_alike(ask: Any) -> None:
    tail = uscc.make("91", "320602", "12345678")[2:17]
    bodies = [one + two + tail for one in USCC_ALPHABET for two in USCC_ALPHABET]
    made = [body + uscc_check(body) for body in bodies]
    assert ask(made) == [scalar(text) for text in made]
    assert sum(not row["uscc department_kind"] for row in ask(made)) == len(DEPARTMENT_KINDS)
