"""Each check finds what it is for and nothing else; all values go through in one file."""

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.batch.checking import Found, check, issues_in_part
from tests.corpus.make import csv_bytes, penalty, titled
from tests.corpus.should_fail.cells import CASES, ID, ID_15, penalty_with_count, wide

from gongxin.batch.checks.registry import BY_ID, CHECKS
from gongxin.batch.issues import Issue
from gongxin.batch.messages import open_message
from gongxin.law.load import load_catalogue

ITEM = penalty_with_count()
ELSEWHERE = {"duplicate", "extra-cells", "number-precision", "capital-unreadable"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [penalty(1000 + n, CF_SL="", CF_DW="") | one.cells for n, one in enumerate(CASES)]
    path = tmp_path_factory.mktemp("cells") / "cells.csv"
    path.write_bytes(csv_bytes(titled(ITEM, rows)))
    return path


@pytest.fixture(scope="module")
def found(path: Path) -> Found:
    return check(ITEM, path)


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: str(CASES[place]))
def test_a_value_breaks_exactly_these_rules(place: int, found: Found) -> None:
    row = place + 2
    broken = [f"{field} {rule}" for at, field, rule in found.rules() if at == row]
    assert sorted(broken) == sorted(CASES[place].broken)
    severities = {BY_ID[one.split()[1]].severity for one in broken}
    assert any(kept["row"] == row for kept in found.accepted) == (severities <= {"warn"})
    waiting = "reject" in severities and "refuse" not in severities
    assert any(kept["row"] == row for kept in found.rejected) == waiting


def test_every_check_has_a_value_that_breaks_it() -> None:
    tried = {one.split()[1] for case in CASES for one in case.broken}
    assert tried | ELSEWHERE == {check.id for check in CHECKS}


def test_counts_are_those_of_the_rows(found: Found) -> None:
    def rows(severity: str) -> set[int]:
        return {issue.row for issue in found.issues if issue.severity == severity}

    assert found.rows == len(CASES)
    assert found.counts["refused_persons"] == len(rows("refuse"))
    assert found.counts["rejected"] == len(rows("reject"))
    assert found.counts["warned"] == len(rows("warn") - rows("reject"))
    assert found.counts["late"] == len({i.row for i in found.issues if i.rule == "late"}) > 0
    assert rows("refuse")


def test_faults_are_the_same_when_long_texts_are_not_held(path: Path, found: Found) -> None:
    assert issues_in_part(ITEM, path) == found.issues


def test_an_id_number_is_in_nothing_that_is_written(path: Path, found: Found) -> None:
    planted = [ID, ID_15, wide(ID), ID.lower(), ID[:14], wide(ID)[:14], f"{ID[:6]} {ID[6:14]}"]
    content = path.read_text(encoding="utf-8")
    assert all(number in content for number in planted)
    everything = repr(found.issues) + repr(found.layout)
    for name in ("accepted", "rejected", "issues"):
        everything += repr(pq.read_table(found.folder / f"{name}.parquet").to_pylist())
    for number in planted:
        assert number not in everything
    for written in found.folder.iterdir():
        content_written = written.read_bytes()
        assert not any(number.encode() in content_written for number in planted)


def test_a_fault_names_column_value_and_what_is_accepted(found: Found) -> None:
    def of(rule: str) -> Issue:
        return next(issue for issue in found.issues if issue.rule == rule)

    fine = of("money-unit")
    assert (fine.column, fine.value) == ("罚款金额（万元）", "3000元")
    assert "「罚款金额（万元）」的「3000元」" in fine.message.zh
    assert "“Fine (10 000 yuan)”: “3000元”" in fine.message.en
    kinds = of("enumeration").message
    assert "个体工商户" in kinds.zh
    assert "自然人" not in kinds.zh
    assert "Individual business" in kinds.en
    needed = of("required-if").message
    assert "「处罚类别」中有「罚款（" not in needed.zh
    assert "「处罚类别」中有「罚款」时" in needed.zh
    assert "includes “罚款 (Fine)”" in needed.en
    assert "例如：0.3" in needed.zh


def test_no_message_is_left_unfinished(found: Found) -> None:
    for issue in found.issues:
        for text in (issue.message.zh, issue.message.en):
            assert not re.search(r"[{}]|None|\s$|  |。。|\.\.|「」|“”", text), issue
        assert re.search(r"[\u4e00-\u9fff].*。$", issue.message.zh)
        assert re.search(r"^[“A-Z].*\.$", issue.message.en, re.DOTALL)


def test_messages_of_every_item_are_complete() -> None:
    for item in load_catalogue().items.values():
        for field in item.stored_fields:
            for one in CHECKS:
                if one.grain != "reader" and not one.applies(item, field):
                    continue
                text = open_message(one, field, item)
                for half in (text.zh, text.en):
                    closed = half.replace("{column}", "甲").replace("{seen}", "乙")
                    assert not re.search(r"[{}]|None|  ", closed), (item.id, field.code, one.id)
