"""The truth table of publicity windows: every case reasoned by hand from the law as it is cited."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gongxin.cli import main
from gongxin.law.kinds import read_kinds
from gongxin.law.load import load_catalogue, load_windows
from gongxin.law.windows import Duties, Particulars, Window, window_for

Case = dict[str, str]
with Path(__file__).with_name("windows.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))


def by_function(case: Case) -> Window:
    rule = {"": "penalty", "serious": "serious-list", "abnormal": "abnormal-list"}[case["list"]]
    field = load_catalogue().item("penalty").index["CF_CFLB"]
    words = [word for word in case["kinds"].split(";") if word]
    about = Particulars(
        procedure=case["procedure"],
        fine=Decimal(case["fine"]) if case["fine"] else None,
        sector=case["sector"],
        duties=duties(case),
    )
    kinds = [kind for word in words for kind in read_kinds(field, word)]
    return window_for(load_windows()[rule], date.fromisoformat(case["decided"]), kinds, about=about)


def duties(case: Case) -> Duties:
    return "open" if case["duties"] == "open" else "done" if case["duties"] else ""


def words_of(case: Case) -> Iterator[str]:
    for option in ("decided", "procedure", "fine", "sector", "list", "duties"):
        if case[option]:
            yield from (f"--{option}", case[option])
    for kind in filter(None, case["kinds"].split(";")):
        yield from ("--kind", kind)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_table_is_large_and_says_everything_once() -> None:
    questions = [tuple(v for k, v in case.items() if k != "why") for case in CASES]
    assert len(set(questions)) == len(questions) >= 60
    assert all(case["why"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_function_gives_what_was_reasoned(case: Case) -> None:
    window = by_function(case)
    assert window.severity == case["class"]
    assert window.published == bool(case["longest_end"])
    assert window.public_from == (day(case["decided"]) if case["longest_end"] else None)
    assert window.shortest_end == day(case["shortest_end"])
    assert window.public_until == day(case["longest_end"])
    assert window.repairable_from == day(case["repairable_from"])
    assert window.rule == case["rule"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_command_gives_the_same(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    last = day(case["longest_end"])
    on = last or date.fromisoformat(case["decided"])
    for looked_at, there in ((on, last is not None), (on + timedelta(days=1), False)):
        assert (
            main(["repair-window", *words_of(case), "--on", looked_at.isoformat(), "--json"]) == 0
        )
        told = json.loads(capsys.readouterr().out)
        assert told["class"] == (case["class"] or None)
        for key in ("shortest_end", "longest_end", "repairable_from"):
            assert told[key] == (case[key] or None)
        assert told["published"] is (last is not None)
        assert told["from"] == (case["decided"] if last else None)
        assert told["visible_on"] is there
        assert told["rule"] == case["rule"]
        assert told["basis"]
        assert told["verified"] is by_function(case).verified


def test_only_what_was_read_counts_as_verified() -> None:
    assert {case["rule"] for case in CASES if by_function(case).verified} == {
        "serious-list-wages@2022-01-01"
    }
