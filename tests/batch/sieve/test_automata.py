"""What an automaton accepts has no fault of any check, and what is plainly sound is accepted."""

import re
import shutil
from array import array
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.test_identifiers_parity import texts as code_texts
from tests.corpus.make import id_number

from gongxin.batch.enumerations import SEPARATORS
from gongxin.batch.sieve import automata
from gongxin.batch.sieve.automaton import Automaton
from gongxin.batch.sieve.check_sums import CREDIT_CODE_SUMS, CheckSum
from gongxin.batch.sieve.forms import DOUBT
from gongxin.batch.sieve.machine import Column
from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.core.identifiers.constants import DEPARTMENT_KINDS, ORGCODE_ALPHABET, USCC_ALPHABET
from gongxin.core.identifiers.exceptions import exceptions
from gongxin.core.identifiers.verdict import Verdict
from gongxin.core.money import DECIMALS, WHOLE_DIGITS, read_wan
from gongxin.core.regions import all_codes

Reader = Callable[[bytes], int | None]

WORDS = {"警告": 2, "警告处分": 4, "罚款": 8, "罚": 16, "1": 32, "11": 2 | 32, "其他": 0}
DIGITS = "0123456789"
PLAIN_AMOUNT = rf"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:[.][0-9]{{1,{DECIMALS}}})?"
DOUBTED_ON_PURPOSE = ("19", "20")


def reader(automaton: Automaton) -> Reader:
    """Walks through the tables; gives a label, or None for doubt."""
    steps, labels = array("I", automaton.next), array("Q", automaton.labels)

    def read(cell: bytes) -> int | None:
        state = 1 << automaton.shift
        for byte in cell:
            state = steps[state + automaton.classes[byte]]
        label = labels[state >> automaton.shift]
        return None if label & DOUBT else label

    return read


def sums_up(check: CheckSum, code: bytes) -> bool:
    total = sum(check.counts[256 * n + byte] for n, byte in enumerate(code))
    return 256 * len(code) == len(check.counts) and total % check.modulus == 0


def accepts_credit_code(text: str) -> bool:
    code = text.encode()
    return READERS["uscc"](code) == 0 and all(sums_up(check, code) for check in CREDIT_CODE_SUMS)


AUTOMATA = {
    "money": automata.amount(),
    "integer": automata.integer(),
    "uscc": automata.credit_code(),
    "orgcode": automata.organisation_code(),
    "regno": automata.registration_number(),
    "choices": automata.choices(WORDS, SEPARATORS),
    "one choice": automata.choices(WORDS, ""),
}
READERS = {kind: reader(automaton) for kind, automaton in AUTOMATA.items()}
JUDGES = {"uscc": uscc.judge, "orgcode": orgcode.judge, "regno": regno.judge}


def accepts(kind: str, text: str) -> bool:
    return accepts_credit_code(text) if kind == "uscc" else READERS[kind](text.encode()) == 0


def is_sound(verdict: Verdict) -> bool:
    return not verdict.problems and not verdict.warnings


def test_the_kernel_is_compiled_where_there_is_a_compiler() -> None:
    if shutil.which("cc") or shutil.which("gcc"):
        assert import_module("gongxin.batch.sieve._kernel")


@pytest.mark.parametrize("kind", AUTOMATA)
def test_what_was_packed_is_unpacked_as_it_was(kind: str) -> None:
    assert Automaton.unpacked(AUTOMATA[kind].packed()) == AUTOMATA[kind]


@pytest.mark.parametrize("kind", AUTOMATA)
def test_nothing_is_not_accepted(kind: str) -> None:
    assert READERS[kind](b"") is None


amounts = st.one_of(
    st.from_regex(PLAIN_AMOUNT, fullmatch=True),
    st.text(DIGITS, max_size=14),
    st.builds("{}.{}".format, st.text(DIGITS, max_size=14), st.text(DIGITS, max_size=8)),
    st.text("0123456789.,-+e ０１．万元", max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.text(max_size=6),
)


@given(amounts)
def test_plain_amounts_are_accepted_and_no_others(text: str) -> None:
    plain = re.fullmatch(PLAIN_AMOUNT, text) is not None
    assert accepts("money", text) is plain
    if plain:
        assert isinstance(read_wan(text), Decimal)


@given(st.from_regex(PLAIN_AMOUNT, fullmatch=True), st.integers(0, 20), st.characters())
def test_one_more_sign_in_an_amount_is_doubted_or_plain_again(text: str, at: int, new: str) -> None:
    other = text[:at] + new + text[at:]
    assert accepts("money", other) is (re.fullmatch(PLAIN_AMOUNT, other) is not None)


@given(st.text(DIGITS, max_size=18) | st.text("0123456789.-+ ０", max_size=6) | st.text(max_size=4))
def test_whole_numbers_of_up_to_fifteen_digits_are_accepted(text: str) -> None:
    assert accepts("integer", text) is (re.fullmatch("[0-9]{1,15}", text) is not None)


regions = st.sampled_from(sorted(all_codes()))
made = {
    "uscc": st.builds(
        uscc.make,
        st.sampled_from(sorted(DEPARTMENT_KINDS)),
        regions,
        st.text(USCC_ALPHABET, min_size=8, max_size=8) | st.text(DIGITS, min_size=8, max_size=8),
    ),
    "orgcode": st.text(ORGCODE_ALPHABET, min_size=8, max_size=8).map(orgcode.make),
    "regno": st.text(DIGITS, min_size=14, max_size=14).map(regno.make),
}
any_made = st.one_of(*made.values())
listed = st.sampled_from(sorted(exceptions())) | st.integers(0, 999).map(id_number)
repeated = st.builds(str.__mul__, st.sampled_from(ORGCODE_ALPHABET), st.sampled_from([9, 15, 18]))
# as ID numbers are built, with check digits of a code
like_persons = st.builds(
    lambda kind, region, day, serial: uscc.make(kind, region, f"{day}{serial:04d}"),
    st.sampled_from(["11", "13", "21", "32", "51", "91", "93"]),
    st.sampled_from(sorted(r for r in all_codes() if r[-2:] in DOUBTED_ON_PURPOSE)),
    st.sampled_from(["0001", "9012", "8505"]),
    st.integers(0, 9999),
)
wide = any_made.map(lambda code: code.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}))
padded = st.builds(
    lambda code, at, new: code[:at] + new + code[at:],
    any_made,
    st.integers(0, 18),
    st.sampled_from([" ", "-", "\u3000", "\u200b", "\ufeff", "\x00", "0", "X"]),
)
codes = st.one_of(
    any_made, listed, repeated, like_persons, wide, padded, any_made.map(str.lower), code_texts
)


@pytest.mark.parametrize("kind", JUDGES)
@given(text=codes)
@settings(max_examples=400)
def test_an_accepted_code_has_no_fault(kind: str, text: str) -> None:
    assert not accepts(kind, text) or is_sound(JUDGES[kind](text))


@pytest.mark.parametrize("kind", JUDGES)
@given(data=st.data())
def test_sound_codes_are_accepted(kind: str, data: st.DataObject) -> None:
    code = data.draw(made[kind])
    assert accepts(kind, code) is (
        is_sound(JUDGES[kind](code))
        and not (kind == "uscc" and uscc.region_of(code).endswith(DOUBTED_ON_PURPOSE))
    )


@pytest.mark.parametrize("kind", JUDGES)
@given(data=st.data())
@settings(max_examples=8)
def test_of_all_codes_with_one_other_sign_the_sound_ones_are_accepted(
    kind: str, data: st.DataObject
) -> None:
    code = data.draw(made[kind])
    for at in range(len(code)):
        for sign in ORGCODE_ALPHABET + "ax-":
            other = code[:at] + sign + code[at + 1 :]
            sound = is_sound(JUDGES[kind](other))
            if kind == "uscc" and uscc.region_of(other).endswith(DOUBTED_ON_PURPOSE):
                assert not accepts(kind, other)
            else:
                assert accepts(kind, other) is sound


def test_codes_of_every_kind_and_region_are_accepted() -> None:
    for region in all_codes():
        codes = [uscc.make(kind, region, "MA000001") for kind in sorted(DEPARTMENT_KINDS)[::9]]
        found = {accepts("uscc", code) for code in codes}
        assert found == {not region.endswith(DOUBTED_ON_PURPOSE)}
    for kind in DEPARTMENT_KINDS:
        assert accepts("uscc", uscc.make(kind, "320602", "MA000001"))


def expected(text: str, words: dict[str, int], separators: str) -> int | None:
    """The bits of all words of a text that is nothing but words and separators."""
    parts = re.split(f"[{re.escape(separators)}]", text) if separators else [text]
    if not all(part in words for part in parts):
        return None
    bits = 0
    for part in parts:
        bits |= words[part]
    return bits


word_lists = st.dictionaries(
    st.sampled_from(list(WORDS)) | st.text("警告罚1aé", min_size=1, max_size=3),
    st.sampled_from([0, 2, 4, 8, 12]),
    min_size=1,
    max_size=6,
)


@st.composite
def chosen(draw: st.DrawFn, words: list[str]) -> str:
    """A few words with separators between them, sometimes with something too much."""
    pieces = draw(st.lists(st.sampled_from(words), max_size=4))
    signs = [draw(st.sampled_from(SEPARATORS)) for _ in pieces]
    text = "".join(word + sign for word, sign in zip(pieces, signs, strict=True))[:-1]
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(["", "", "", *SEPARATORS, *words, " "])) + text[at:]


@given(words=word_lists, separators=st.sampled_from([SEPARATORS, ";", ""]), data=st.data())
def test_words_between_separators_tell_the_bits_of_all(
    words: dict[str, int], separators: str, data: st.DataObject
) -> None:
    read = reader(automata.choices(words, separators))
    for text in data.draw(st.lists(chosen(list(words)), min_size=5, max_size=20)):
        assert read(text.encode()) == expected(text, words, separators)


@given(chosen(list(WORDS)), st.integers(1, 6))
def test_a_word_that_is_cut_within_a_character_is_no_word(text: str, less: int) -> None:
    cell = text.encode()[:-less]
    whole = cell.decode(errors="replace")
    assert READERS["choices"](cell) == expected(whole, WORDS, SEPARATORS)


def test_what_can_be_read_in_two_ways_is_doubted_unless_both_tell_the_same() -> None:
    words = {"甲": 2, "乙": 4, "甲;乙": 8, "丙": 2, "甲;丙": 2}
    read = reader(automata.choices(words, ";"))
    assert [read(t.encode()) for t in ("甲;乙", "甲;丙", "乙;甲")] == [None, 2, 6]


@pytest.mark.parametrize(
    "text", ["", ";", "警告;", ";警告", "警告;;罚款", "警告罚款", "警 告", "其"]
)
def test_nothing_stands_between_or_beside_separators(text: str) -> None:
    assert READERS["choices"](text.encode()) is None


SHIFT, CLASSES, NEXT, LABELS = AUTOMATA["choices"]
BEYOND, BETWEEN = (array("I", [n]).tobytes() + NEXT[4:] for n in (len(LABELS) // 8 << SHIFT, 1))
COLUMN = Column(automaton=0, sums=CREDIT_CODE_SUMS)
FITTING = {"automata": tuple(AUTOMATA.values()), "columns": (COLUMN,), "rules": (), "orders": ()}
WRONG = [
    {"automata": ((SHIFT, CLASSES, BEYOND, LABELS),)},
    {"automata": ((SHIFT, CLASSES, BETWEEN, LABELS),)},
    {"automata": ((SHIFT, CLASSES, NEXT[:-4], LABELS),)},
    {"automata": ((SHIFT, CLASSES, NEXT, LABELS[:-8]),)},
    {"automata": ((SHIFT, CLASSES[:-1], NEXT, LABELS),)},
    {"automata": ((SHIFT, bytes([1 << SHIFT]) * 256, NEXT, LABELS),)},
    {"automata": ((SHIFT, CLASSES, b"", b""),)},
    {"automata": ((-1, CLASSES, NEXT, LABELS),)},
    {"automata": ((64, CLASSES, NEXT, LABELS),)},
    {"automata": ()},
    {"orders": ((0, 1, 1),)},
    {"orders": ((-1, 0, 1),)},
    {"columns": (Column(sums=(CheckSum(0, bytes(256)),)),)},
    {"columns": (Column(sums=(CheckSum(31, bytes(255)),)),)},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_the_kernel_refuses_tables_that_lead_beyond_themselves(wrong: dict[str, Any]) -> None:
    kernel: Any = pytest.importorskip("gongxin.batch.sieve._kernel")
    fitting = kernel.machine(ord(","), False, *FITTING.values())
    assert kernel.lines(fitting, b"a\nb", 0, 0, 0, False)[0] == 2
    with pytest.raises(ValueError, match=r"automaton|order|sum"):
        kernel.machine(ord(","), False, *(FITTING | wrong).values())
