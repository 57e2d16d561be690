"""A file checked from end to end: layouts, rows, counts, duplicates, lateness, what is kept."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.checking import Found, check, issues_in_part
from tests.corpus.make import (
    RECEIVED_ON,
    Row,
    company_code,
    csv_bytes,
    id_number,
    item,
    json_lines,
    penalty,
    registered,
    titled,
    write_xlsx,
)
from tests.corpus.should_pass.formats import CODES, FORMATS, ROWS
from tests.corpus.should_pass.layouts import CAPITALS, LAYOUTS, PLANTED, register_export

from gongxin.batch.check import check_file
from gongxin.batch.stored_issues import count_by_rule, read_issues
from gongxin.law.catalogue import Item

PENALTY = item("penalty")


def checked(tmp_path: Path, rows: list[Row], received_on: date = RECEIVED_ON) -> Found:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(PENALTY, rows)))
    return check(PENALTY, path, received_on=received_on)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layouts_of_all_years_are_accepted(name: str, tmp_path: Path) -> None:
    item_id, columns, table = LAYOUTS[name]
    assert len(table[0]) == columns
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(table, encoding="gb18030"))
    found = check(item(item_id), path)
    assert found.counts["accepted"] == found.rows == 2
    assert found.rules() == []
    assert found.layout["ignored"] == []
    assert len(found.layout["dropped"]) == (1 if "2018" in name else 4)
    assert PLANTED not in repr((found.accepted, found.layout, found.issues))
    for written in found.folder.iterdir():
        assert PLANTED.encode() not in written.read_bytes()


def test_the_registers_export_is_accepted_whatever_its_capitals(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(register_export(), encoding="utf-8")
    found = check(item("registration"), path)
    assert found.counts["accepted"] == found.rows == len(CAPITALS)
    doubtful = [row for row, read in enumerate(CAPITALS.values(), start=2) if not read]
    assert found.rules() == [(row, "DJ_ZCZB", "capital-unreadable") for row in doubtful]
    assert [row["DJ_ZCZB"] or "" for row in found.accepted] == list(CAPITALS)


@pytest.mark.parametrize("name", ["xlsx-typed", "parquet"])
def test_every_format_is_accepted_alike(name: str, tmp_path: Path) -> None:
    path = tmp_path / "table"
    rows = FORMATS[name](path)
    found = check(PENALTY, path)
    assert [row["row"] for row in found.accepted] == rows
    kept = [{code: row[code] or "" for code in CODES} for row in found.accepted]
    assert kept == ROWS
    assert found.issues == issues_in_part(PENALTY, path) == []


def test_faults_are_told_in_the_rows_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    bad, fine = penalty(1, CF_NR_FK="3000元"), penalty(2, CF_SY="第一行\n第二行")
    table = titled(PENALTY, [bad, fine, penalty(3, CF_NR_FK="")])
    table.insert(1, [])
    table.insert(4, [" ", ""])
    table.insert(0, ["报送表"])
    expected = [(4, "CF_NR_FK", "money-unit"), (7, "CF_NR_FK", "required-if")]
    delimited = tmp_path / "table.csv"
    delimited.write_bytes(csv_bytes(table))
    assert check(PENALTY, delimited).rules() == expected
    assert check(PENALTY, write_xlsx(tmp_path / "table.xlsx", table)).rules() == expected
    lines = tmp_path / "table.jsonl"
    lines.write_bytes(b"\n" + json_lines([fine, bad]))
    assert check(PENALTY, lines).rules() == [(3, "CF_NR_FK", "money-unit")]


def test_what_only_a_reader_can_see_is_told(tmp_path: Path) -> None:
    table: list[list[object]] = [list(row) for row in titled(PENALTY, [penalty(1), penalty(2)])]
    table[1][CODES.index("CF_XDR_GSZC")] = 329901000000019
    table[2][CODES.index("CF_XDR_GSZC")] = 3.29901e17
    found = check(PENALTY, write_xlsx(tmp_path / "a.xlsx", table))
    assert found.of(2) == set()
    assert "number-precision" in found.of(3)
    ragged = titled(PENALTY, [penalty(1), penalty(2), penalty(3)])
    ragged[2] = [*ragged[2], "", "错位"]
    ragged[3] = ragged[3][:24]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(ragged))
    found = check(PENALTY, path)
    assert found.rules()[0] == (3, "BZ", "extra-cells")
    assert "28" in found.issues[0].message.zh
    assert found.of(4) == {"required"}
    assert found.counts["accepted"] == 1


def test_a_row_repeated_in_the_file_waits_and_names_the_first(tmp_path: Path) -> None:
    same = penalty(1, CF_CFJGDM=penalty(1)["CF_CFJGDM"].lower(), CF_WSH=f" {penalty(1)['CF_WSH']} ")
    found = checked(tmp_path, [penalty(1), penalty(2), same, penalty(1, CF_NR_FK="0.9")])
    repeated = [(i.row, i.value) for i in found.issues if i.rule == "duplicate"]
    assert repeated == [(4, "2"), (5, "2")]
    assert "第 2 行" in next(i for i in found.issues if i.rule == "duplicate").message.zh
    assert [row["row"] for row in found.accepted] == [2, 3]


def test_a_refused_row_is_no_first_of_a_pair(tmp_path: Path) -> None:
    person = penalty(1, CF_XDR_LB="自然人")
    found = checked(tmp_path, [person, penalty(1)])
    assert found.counts == {
        "accepted": 1,
        "rejected": 0,
        "refused_persons": 1,
        "warned": 0,
        "late": 0,
    }


@pytest.mark.parametrize(
    ("decided", "received", "late"),
    [
        ("2026-09-30", date(2026, 10, 15), False),  # a week of holidays, one Saturday worked
        ("2026-09-30", date(2026, 10, 16), True),
        ("2026-11-11", date(2026, 11, 22), False),  # a Sunday: nothing is added
        ("2026-11-11", date(2026, 11, 23), True),
    ],
)
def test_lateness_is_counted_in_working_days(
    decided: str, received: date, late: bool, tmp_path: Path
) -> None:
    found = checked(tmp_path, [penalty(1, CF_JDRQ=decided)], received)
    assert found.counts["late"] == found.counts["warned"] == int(late)
    assert found.counts["accepted"] == 1


def test_columns_outside_the_catalogue_and_never_stored_ones_are_not_read(tmp_path: Path) -> None:
    planted = id_number(11)
    table = titled(PENALTY, [penalty(1)])
    table[0] += ["联系电话", "身份证号", f"备用{planted}"]
    table[1] += ["13800000000", planted, planted]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(table))
    found = check(PENALTY, path)
    assert found.layout["dropped"] == ["身份证号"]
    assert found.layout["ignored"] == ["联系电话", "备用〔身份证号已删除〕"]
    for written in found.folder.iterdir():
        content = written.read_bytes()
        assert planted.encode() not in content
        assert b"13800000000" not in content


def test_stored_faults_are_read_back_by_rule_and_page(tmp_path: Path) -> None:
    rows = [penalty(n, CF_NR_FK="") for n in range(5)] + [penalty(9, CF_JDRQ="2026-01-05")]
    found = checked(tmp_path, rows)
    total, issues = read_issues(found.folder)
    assert (total, issues) == (6, found.issues)
    assert read_issues(found.folder, offset=1, limit=2) == (6, found.issues[1:3])
    assert read_issues(found.folder, severity="warn") == (1, found.issues[5:])
    assert read_issues(found.folder, rule="required-if")[0] == 5
    assert count_by_rule(found.folder) == {"required-if": 5, "late": 1}
    assert read_issues(tmp_path) == (0, [])


def test_faults_are_uncapped_and_can_be_paged(tmp_path: Path) -> None:
    of = item("registration")
    path = tmp_path / "many.csv"
    rows = [registered(1, DJ_SHXYM="9", DJ_ZCRQ="昨天") for _ in range(12_000)]
    path.write_bytes(csv_bytes(titled(of, rows)))
    with check_file(of, path, received_on=RECEIVED_ON) as outcome:
        assert outcome.count_issues() == 12_000 * 2 + 11_999
        assert sum(1 for _ in outcome.issues()) == outcome.count_issues()
        assert [i.row for i in outcome.issues(limit=2, offset=4)] == [3, 4]


SMALL_CODES = (
    "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_FR_SFZH", "CF_WSH", "CF_SY",
    "CF_CFLB", "CF_NR_FK", "CF_JDRQ",
)  # fmt: skip


def small() -> Item:
    """The penalty item with a third of its fields, so that many small files are checked fast."""
    return replace(
        PENALTY,
        fields=tuple(f for f in PENALTY.fields if f.code in SMALL_CODES),
        subject=replace(PENALTY.subject, orgcode=None, legal_representative=None),
        publicity=replace(PENALTY.publicity, ends_field=None),
        key=("CF_WSH", "CF_XDR_MC"),
        department=None,
        headline=(),
    )


SMALL = small()
NASTY = [
    "", " ", "\u3000", "0", "-", "N/A", "2", "6", "1", "自然人", "法人", "罚款", "警告;罚款", "行政拘留",
    "2026-11-16", "2026-02-30", "２０２６年１１月１６日", "1e5", "-0.0", "0.1", "∞", "9" * 40, company_code(1),
    company_code(1).lower(), "0" * 18, id_number(1), f"甲{id_number(2)}乙", "a\nb", "a,b", '"', "'", "\\",
    "{seen}", "{column}", "%s", "NULL", "null", "\u200b", "\ufeff", "é", "e\u0301", "𠮷" * 30, "公" * 300,
    "; DROP TABLE raw", "$1", "\x1f", "\x07", "其他-", "其他-某", "；", ";;", "\u2028", "١٢٣",
]  # fmt: skip


@settings(max_examples=7, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {code: st.sampled_from([penalty(1).get(code, ""), *NASTY]) for code in SMALL_CODES}
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_row_is_accepted_waits_or_is_refused(rows: list[Row]) -> None:
    rows = [penalty(1, CF_FR_SFZH="") | {"CF_WSH": "文号"}, *rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nasty.csv"
        path.write_bytes(csv_bytes(titled(SMALL, rows, SMALL_CODES)))
        found = check(SMALL, path)
        severities = {issue.row: set[str]() for issue in found.issues}
        for issue in found.issues:
            severities[issue.row].add(issue.severity)
        numbers = {row["row"] for row in found.accepted + found.rejected}
        for row in range(2, len(rows) + 2):
            blank = not any(
                rows[row - 2][code].strip(" \u3000\u200b\ufeff")
                for code in SMALL_CODES
                if code != "CF_FR_SFZH"
            )
            refused = "refuse" in severities.get(row, set())
            assert (row in numbers) == (not blank and not refused)
        waiting = {row["row"] for row in found.rejected}
        assert waiting == {
            row for row, kinds in severities.items() if "reject" in kinds and "refuse" not in kinds
        }
        for one in found.issues:
            assert "{" not in one.message.zh.replace(one.value, "")
        kept = repr([pq.read_table(p).to_pylist() for p in found.folder.glob("*.parquet")])
        assert id_number(1) not in kept
        assert id_number(2) not in kept
        assert issues_in_part(SMALL, path) == found.issues
