"""Penalty files as a department's clerk has them on the desk."""

import csv
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook
from tests.cli import penalties

from gongxin.core.dates import legal_today
from gongxin.core.identifiers import regno, uscc
from gongxin.law.load import load_catalogue

HEADINGS = {
    "CF_XDR_MC": "被处罚单位名称",
    "CF_XDR_SHXYM": "统一社会信用代码",
    "CF_WSH": "处罚决定书文号",
    "CF_CFLB": "处罚种类",
    "CF_NR_FK": "罚款金额",
    "CF_JDRQ": "决定日期",
}
TITLE = "公信市市场监督管理局行政处罚信息公示表"
MARKED = "FFF9D9D6"
_BODY = {"CF_CFJGDM": "11329900014390011J", "CF_SJLYDM": "11329900014390011J"}


@dataclass(frozen=True)
class Organisation:
    """An invented organisation that is in no register yet."""

    name: str
    code: str


@dataclass(frozen=True)
class Faulty:
    """A file with faults: the organisation of its good row, and what every bad cell should hold."""

    path: Path
    organisations: list[Organisation]
    cures: dict[tuple[int, str], str]  # (row as a reader counts, heading) -> value


def organisation(number: int, trade: str) -> Organisation:
    """``公信市…有限公司`` with a valid code of its own."""
    return Organisation(f"公信市{trade}科技有限公司", uscc.make("91", "329901", f"{number:08d}"))


def faulty_file(folder: Path, number: int, trades: list[str]) -> Faulty:
    """GB18030, a title above the header, headings of the department's own.

    Six rows: one good, then a wrong check digit, a fine without amount, an impossible date, a
    natural person, an amount in yuan.
    """
    found = [organisation(number + n, trade) for n, trade in enumerate(trades[:5])]
    rows = [_row(number + n, one) for n, one in enumerate(found)]
    cures: dict[tuple[int, str], str] = {}
    places = {1: 4, 2: 5, 3: 6, 4: 8}  # index among the rows -> row of the file
    spoilt = {
        1: ("CF_XDR_SHXYM", _other_check_digit(found[1].code)),
        2: ("CF_NR_FK", ""),
        3: ("CF_JDRQ", "2026-02-30"),
        4: ("CF_NR_FK", "3000元"),
    }
    for index, (code, wrong) in spoilt.items():
        cures[places[index], HEADINGS[code]] = rows[index][code]
        rows[index][code] = wrong
    person = _row(number + 9, found[0]) | {
        "CF_XDR_LB": "自然人",
        "CF_XDR_MC": "张某某",
        "CF_XDR_SHXYM": "",
    }
    rows.insert(4, person)
    return Faulty(_write(folder / f"2026年11月行政处罚-{number}.csv", rows), found, cures)


def file_without_codes(folder: Path, number: int, names: list[str]) -> Path:
    """Rows that name organisations beside a registration number that nobody knows."""
    rows = [
        _row(number + n, Organisation(name, ""))
        | {"CF_XDR_GSZC": regno.make(f"{32990100000000 + number + n}")}
        for n, name in enumerate(names)
    ]
    return _write(folder / f"2026年11月无代码-{number}.csv", rows)


def old_penalties(folder: Path, number: int, about: Organisation) -> Path:
    """Two penalties of some months ago against one organisation: old enough to be repaired."""
    decided = legal_today() - timedelta(days=200)
    days = {"CF_JDRQ": decided.isoformat(), "CF_YXQ": (decided + timedelta(days=365)).isoformat()}
    fined = {"CF_CFLB": "罚款", "CF_NR_FK": "1.5", "CF_NR": "罚款1.5万元"}
    rows = [_row(number + n, about) | days | fined for n in range(2)]
    return _write(folder / f"{decided.year}年行政处罚-{number}.csv", rows)


def marked_cells(workbook: Path) -> set[tuple[int, str]]:
    """The cells of the annotated workbook that are marked as bad: row and heading."""
    sheet = load_workbook(workbook).worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[1].value == "行政相对人类别")
    titles = {cell.column: str(cell.value) for cell in header}
    return {
        (cell.row, titles[cell.column])
        for row in sheet.iter_rows(min_row=header[0].row + 1)
        for cell in row
        if cell.fill.fgColor.rgb == MARKED
    }


def cure(workbook: Path, cures: dict[tuple[int, str], str]) -> Path:
    """The workbook with its bad cells put right, saved as a clerk saves it."""
    book = load_workbook(workbook)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[1].value == "行政相对人类别")
    columns = {str(cell.value): cell.column for cell in header}
    for (row, heading), value in cures.items():
        sheet.cell(row, columns[heading]).value = value
    saved = workbook.with_name(f"更正-{workbook.name}")
    book.save(saved)
    return saved


def _row(number: int, about: Organisation) -> dict[str, str]:
    decided = legal_today() - timedelta(days=2)
    until = decided + timedelta(days=300)
    return penalties.row(
        number,
        **_BODY,
        CF_XDR_MC=about.name,
        CF_XDR_SHXYM=about.code,
        CF_JDRQ=decided.isoformat(),
        CF_YXQ=until.isoformat(),
        CF_GSJZQ="",
    )


def _other_check_digit(code: str) -> str:
    return code[:-1] + ("1" if code[-1] != "1" else "2")


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    fields = [f for f in load_catalogue().item("penalty").stored_fields if f.code in rows[0]]
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow([TITLE])
        out.writerow([HEADINGS.get(f.code, f.title.zh) for f in fields])
        out.writerows([row[f.code] for f in fields] for row in rows)
    return path
