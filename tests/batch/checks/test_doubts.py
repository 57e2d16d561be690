"""A row check looks only at rows that its cheap test doubts: no fault may be beyond doubt."""

from collections.abc import Callable
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch.checks.check import Cells
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.text import blank, is_longer, may_be_blank, may_be_longer
from gongxin.core.masking import redact_id_numbers
from gongxin.law.load import load_catalogue

pytestmark = pytest.mark.parity
LONGEST = 4
FIELDS = ("CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_SWDJ", "CF_SY")
spaces = st.text(
    " \t\r\n\f\u00a0\u1680\u2000\u200b\u200f\u2028\u202f\u205f\u2060\u3000\ufeff", max_size=3
)
texts = st.builds(lambda a, b, c: a + b + c, spaces, st.text(max_size=6), spaces)
numbers = st.builds(
    lambda before, number, gap, after: before + gap.join(number) + after,
    st.text("当事人abc（", max_size=4),
    st.sampled_from(
        ["329900190001010369", "３２９９００１９０００１０１０３６９", "32990019000101036X"]
    ),
    st.sampled_from(["", " ", "-", "　"]),
    st.text("）。x", max_size=3),
)


@pytest.fixture(scope="session")
def ask(asking: Callable[..., Any]) -> Any:
    """Asks the checks' tests and their cheap ones of texts."""
    return asking(
        {
            "blank": blank,
            "may_be_blank": may_be_blank,
            "longer": lambda col: is_longer(col, LONGEST),
            "may_be_longer": lambda col: may_be_longer(col, LONGEST),
        }
    )


@settings(max_examples=30)
@given(st.lists(texts, min_size=20, max_size=60))
def test_blank_and_long_texts_are_doubted(ask: Any, listed: list[str]) -> None:
    for text, row in zip(listed, ask(listed), strict=True):
        assert row["may_be_blank"] or not row["blank"], text
        assert row["may_be_longer"] or not row["longer"], text


@pytest.fixture(scope="session")
def ask_of_rows(asking_rows: Callable[..., Any]) -> Any:
    """Asks every cell and row check of some fields, and its cheap test."""
    item = load_catalogue().item("penalty")
    tests: dict[str, Callable[[ir.Table], ir.Value]] = {}
    for code in FIELDS:
        for check in CHECKS:
            if check.grain in ("cell", "row") and check.applies(item, item.index[code]):
                for kind, test in (("faulty", check.faulty), ("doubtful", check.doubtful)):
                    test = test or check.faulty
                    assert test is not None
                    tests[f"{check.id} {code} {kind}"] = lambda table, test=test, code=code: test(
                        Cells(table, item), item.index[code]
                    )
    return asking_rows(dict.fromkeys((f.code for f in item.stored_fields), "string"), tests)


@settings(max_examples=20)
@given(st.lists(numbers | texts, min_size=20, max_size=60))
def test_every_row_with_a_fault_is_doubted(ask_of_rows: Any, listed: list[str]) -> None:
    codes = [f.code for f in load_catalogue().item("penalty").stored_fields]
    answers = ask_of_rows([dict.fromkeys(codes, text) for text in listed])
    for text, answer in zip(listed, answers, strict=True):
        for key in answer:
            check, _, kind = key.rpartition(" ")
            if kind == "faulty" and answer[key]:
                assert answer[f"{check} doubtful"], (check, text)
        if redact_id_numbers(text)[1]:
            assert answer["id-number-in-text CF_SY faulty"], text
