"""The terms of cases: what the national pack sets, and what a bad file is told."""

from datetime import date
from pathlib import Path

import pytest

from gongxin.core.workdays import Deadline
from gongxin.law.cases import load_case_rules
from gongxin.law.yaml_source import LawError

NATIONAL = load_case_rules()


@pytest.mark.parametrize(
    ("kind", "term", "start", "due", "verified"),
    [
        ("repair", "accept", date(2026, 9, 30), Deadline(date(2026, 10, 10), True), False),
        ("repair", "decide", date(2026, 9, 30), Deadline(date(2026, 10, 15), True), False),
        ("repair", "overall", date(2026, 11, 20), Deadline(date(2026, 12, 4), True), True),
        ("repair", "accept", date(2026, 12, 30), Deadline(date(2027, 1, 2), False), False),
        (
            "repair",
            "false_papers_shown",
            date(2026, 2, 28),
            Deadline(date(2029, 2, 28), True),
            False,
        ),
        ("objection", "decide", date(2026, 11, 20), Deadline(date(2026, 12, 1), True), False),
    ],
)
def test_terms(kind: str, term: str, start: date, due: Deadline, verified: bool) -> None:
    found = NATIONAL[kind].term(term, start)
    assert (found.due(start), found.verified) == (due, verified)
    assert found.basis.document.zh


def test_a_term_that_is_not_set_is_named() -> None:
    with pytest.raises(KeyError, match="no term 'wait'"):
        NATIONAL["repair"].term("wait", date(2026, 11, 22))


BASIS = "basis: {document: {zh: 办法, en: Measures}, effective: 2026-04-01, verified: false}"
GOOD = f"""id: repair
title: {{zh: 修复, en: Repair}}
versions:
  - {BASIS}
    terms:
      - {{term: accept, number: 3, unit: working_days, verified: false}}
  - opened_from: 2027-01-01
    {BASIS}
    terms:
      - {{term: accept, number: 2, unit: working_days, verified: false}}
"""


def test_the_version_of_the_day_it_was_opened_holds(tmp_path: Path) -> None:
    rules = load_case_rules([pack(tmp_path, GOOD)])["repair"]
    assert rules.term("accept", date(2026, 12, 31)).number == 3
    assert rules.term("accept", date(2027, 1, 1)).number == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (GOOD.replace("number: 3", "number: 0"), "'number' must be a whole number from 1"),
        (GOOD.replace("number: 3", "numbr: 3"), "unknown key 'numbr'"),
        (GOOD.replace("unit: working_days", "unit: weeks"), "one of: working_days"),
        (GOOD.replace(", verified: false}\n  - opened", "}\n  - opened"), "'verified' is missing"),
        (GOOD.replace("2027-01-01", "soon"), "must be a date"),
        (
            GOOD.replace("  - basis", "  - opened_from: 2026-01-01\n    basis", 1),
            "the oldest has no",
        ),
        ("id: repair\ntitle: {zh: 修复, en: Repair}\n", "there must be a version"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, bad: str, said: str) -> None:
    with pytest.raises(LawError) as refused:
        load_case_rules([pack(tmp_path, bad)])
    assert any(
        said in str(fault) and "repair.yaml:" in str(fault) for fault in refused.value.faults
    )


def pack(folder: Path, text: str) -> Path:
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "repair.yaml").write_text(text, "utf-8")
    return folder
