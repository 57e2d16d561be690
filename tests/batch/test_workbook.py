"""The annotated workbook: what is wrong stands beside it, and what is mended is taken back."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.batch.checking import Found, check
from tests.corpus.make import (
    Row,
    company_code,
    csv_bytes,
    id_number,
    item,
    json_lines,
    never_codes,
    penalty,
    titled,
    write_xlsx,
)

from gongxin.batch import workbook
from gongxin.batch.readers.header import FAULT_NOTE, ROW_NOTE

PENALTY = item("penalty")
PLANTED = id_number(9)
LAYOUT_2018 = [c for c in penalty() if c != "CF_XDR_LB"]


def mixed() -> list[Row]:
    return [
        penalty(1),
        penalty(2, CF_NR_FK="3000元", CF_JDRQ="2026-02-30"),
        penalty(3, CF_XDR_LB="自然人", CF_XDR_MC="张某", CF_XDR_SHXYM=PLANTED),
        penalty(4, CF_XDR_SHXYM=company_code(4).lower()),
        penalty(5, CF_CFLB="警告;没收违法所得", CF_NR_FK=""),
        penalty(6, CF_SY=f"当事人身份证号{PLANTED}。"),
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    path = tmp_path_factory.mktemp("mixed") / "a.csv"
    path.write_bytes(csv_bytes(titled(PENALTY, mixed())))
    return check(PENALTY, path)


def annotated(found: Found) -> openpyxl.Workbook:
    out = found.folder / "annotated.xlsx"
    workbook.write_annotated(found.folder, PENALTY, out)
    return openpyxl.load_workbook(out)


def place(sheet: Worksheet, title: str, header_row: int = 1) -> int:
    titles = [cell.value for cell in sheet[header_row]]
    return titles.index(title) + 1


def title(code: str) -> str:
    return PENALTY.index[code].title.zh


def sent_again(book: openpyxl.Workbook, changes: dict[tuple[int, str], str], path: Path) -> Found:
    sheet = book.worksheets[0]
    for (row, code), value in changes.items():
        sheet.cell(row, place(sheet, title(code))).value = value
    book.save(path)
    return check(PENALTY, path)


def test_bad_cells_are_marked_and_explained_where_they_stood(found: Found) -> None:
    sheet = annotated(found).worksheets[0]
    notes, numbers = place(sheet, FAULT_NOTE), place(sheet, ROW_NOTE)
    for issue in found.issues:
        cell = sheet.cell(issue.row, place(sheet, issue.column))
        colour = cell.fill.fgColor.rgb
        assert colour == ("FFFFF2CC" if issue.severity == "warn" else "FFF9D9D6")
        assert issue.message.zh in sheet.cell(issue.row, notes).value
        assert sheet.cell(issue.row, numbers).value == str(issue.row)
    faulty = {(issue.row, issue.column) for issue in found.issues}
    assert len(faulty) >= 6
    for row in range(2, 8):
        for code in penalty():
            cell = sheet.cell(row, place(sheet, title(code)))
            if row != 4:
                written = mixed()[row - 2][code].replace(PLANTED, "〔身份证号已删除〕")
                assert (cell.value or "") == written
            if (row, title(code)) not in faulty:
                assert cell.fill.fill_type is None
    assert sheet.cell(2, notes).value is None


def test_a_row_about_a_person_is_empty_but_for_the_reason(found: Found) -> None:
    book = annotated(found)
    sheet = book.worksheets[0]
    filled = {cell.column: cell.value for cell in sheet[4] if cell.value}
    assert set(filled) == {place(sheet, FAULT_NOTE), place(sheet, ROW_NOTE)}
    assert "自然人" in str(filled[place(sheet, FAULT_NOTE)])
    everything = [cell.value for s in book.worksheets for row in s for cell in row]
    assert not any(PLANTED in str(value) or "张某" in str(value) for value in everything)


def test_mended_cells_are_accepted_when_sent_again(found: Found, tmp_path: Path) -> None:
    book = annotated(found)
    mended = {
        (3, "CF_NR_FK"): "0.3",
        (3, "CF_JDRQ"): "2026-11-16",
        (6, "CF_NR_WFFF"): "1.5",
    }
    again = sent_again(book, mended, tmp_path / "again.xlsx")
    assert again.counts == {
        "accepted": 5,
        "rejected": 0,
        "refused_persons": 0,
        "warned": 1,
        "late": 0,
    }
    assert [row["row"] for row in again.accepted] == [2, 3, 5, 6, 7]
    assert again.layout["ignored"] == []


def test_a_title_above_and_blank_rows_keep_every_row_in_its_place(tmp_path: Path) -> None:
    table = titled(PENALTY, mixed())
    path = write_xlsx(tmp_path / "a.xlsx", [["报送表"], *table[:3], [], *table[3:]], first_row=1)
    found = check(PENALTY, path)
    assert {issue.row for issue in found.issues} == {5, 7, 8, 9, 10}
    sheet = annotated(found).worksheets[0]
    numbers = place(sheet, ROW_NOTE, 3)
    for row in (5, 7, 8, 9, 10):
        assert sheet.cell(row, numbers).value == str(row)
    assert sheet.cell(4, place(sheet, title("CF_WSH"), 3)).value == penalty(1)["CF_WSH"]


def test_rows_of_a_file_without_header_stand_below_the_workbooks_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines(mixed()))
    found = check(PENALTY, path)
    assert {issue.row for issue in found.issues} == {2, 3, 4, 5, 6}
    book = annotated(found)
    sheet = book.worksheets[0]
    # the columns are headed as in the file: by code
    assert sheet.cell(2, place(sheet, "CF_WSH")).value == penalty(1)["CF_WSH"]
    assert sheet.cell(3, place(sheet, ROW_NOTE)).value == "2"
    assert [cell.value for cell in book.worksheets[1]["A"]][1:] == [i.row for i in found.issues]


def test_the_layout_of_2018_comes_back_without_columns_it_never_had(tmp_path: Path) -> None:
    rows = [penalty(1), penalty(2, CF_NR_FK="")]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(titled(PENALTY, rows, LAYOUT_2018)))
    book = annotated(check(PENALTY, path))
    titles = [cell.value for cell in book.worksheets[0][1]]
    assert titles == [*map(title, LAYOUT_2018), FAULT_NOTE, ROW_NOTE]
    again = sent_again(book, {(3, "CF_NR_FK"): "0.3"}, tmp_path / "again.xlsx")
    assert again.counts["accepted"] == 2


def test_a_column_that_the_file_lacks_is_there_to_be_filled(tmp_path: Path) -> None:
    codes = [c for c in penalty() if c != "CF_NR_FK"]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(titled(PENALTY, [penalty(1), penalty(2)], codes)))
    found = check(PENALTY, path)
    assert found.rules() == [(2, "CF_NR_FK", "required-if"), (3, "CF_NR_FK", "required-if")]
    mended = {(2, "CF_NR_FK"): "0.3", (3, "CF_NR_FK"): "0.4"}
    again = sent_again(annotated(found), mended, tmp_path / "again.xlsx")
    assert again.counts["accepted"] == 2


def test_never_stored_columns_are_not_in_it(tmp_path: Path) -> None:
    never = never_codes(PENALTY)
    rows = [penalty(1, CF_NR_FK="", **never), penalty(2, **never)]
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(titled(PENALTY, rows)))
    found = check(PENALTY, path)
    assert len(found.layout["dropped"]) == len(never)
    titles = [cell.value for cell in annotated(found).worksheets[0][1]]
    assert not {title(code) for code in never} & set(titles)


def test_of_a_large_file_only_rows_with_faults_are_written(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "WHOLE_UP_TO", 3)
    sheet = annotated(found).worksheets[0]
    numbers = [cell.value for cell in sheet[openpyxl.utils.get_column_letter(sheet.max_column)]]
    assert numbers == [ROW_NOTE, "3", "4", "5", "6", "7"]


def test_every_fault_is_listed_in_both_languages(found: Found) -> None:
    sheet = annotated(found).worksheets[1]
    listed = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert listed == [
        (i.row, i.column, i.value, i.message.zh, i.message.en, i.rule) for i in found.issues
    ]
