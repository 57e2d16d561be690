"""The submitted table as a workbook: bad cells marked and explained, ready to be fixed and sent again."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongxin.batch.engine import file_literal, quoted
from gongxin.batch.issues import Issue
from gongxin.batch.readers.header import FAULT_NOTE, ROW_NOTE
from gongxin.batch.stored_issues import read_issues
from gongxin.law.catalogue import Item

WHOLE_UP_TO = 100_000  # rows; of larger tables only the rows with faults are written
_SHEET_ROWS = 1_000_000
_FETCH = 5_000


@dataclass(frozen=True, slots=True)
class _Layout:
    header_row: int
    below: int  # rows further down than in the file: 1 where that has no header of its own
    titles: list[str]
    codes: list[str]


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    text: Format
    bad: Format
    doubtful: Format
    note: Format


def write_annotated(folder: Path, item: Item, out: Path) -> None:
    """Write the table of the check outcome in ``folder`` to ``out``, each bad cell with its reasons.

    Columns are the file's own, in its order; columns that were not read are left out. Up to 100,000
    rows every row stands where it stood in the file, so that row numbers agree; of larger files only
    the rows with faults. Rows about natural persons are empty but for the reason. Two last columns
    say what is wrong with a row and which it was in the file; they are passed over when the
    workbook comes back. A second sheet lists every fault.
    """
    _, issues = read_issues(folder)
    layout = _read_layout(folder, item, {issue.field for issue in issues})
    by_row: dict[int, list[Issue]] = {}
    for issue in issues:
        by_row.setdefault(issue.row, []).append(issue)
    with xlsxwriter.Workbook(str(out), {"constant_memory": True}) as book:
        formats = _formats(book)
        with duckdb.connect() as connection:
            total = _count(connection, folder)
            whole = total <= WHOLE_UP_TO
            _write_rows(book, formats, layout, connection, folder, by_row, whole=whole)
        _write_faults(book, formats, issues)


def _read_layout(folder: Path, item: Item, faulty: set[str]) -> _Layout:
    kept = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    columns = [c for c in kept["columns"] if c["field"]]
    present = {c["field"] for c in columns}
    # a field that the file lacks, but that a row needs, gets a column to be filled in
    missing = [f for f in item.stored_fields if f.code not in present and f.code in faulty]
    header_row = int(kept["header_row"])
    return _Layout(
        header_row=header_row or 1,
        below=0 if header_row else 1,
        titles=[c["title"] for c in columns] + [f.title.zh for f in missing],
        codes=[c["field"] for c in columns] + [f.code for f in missing],
    )


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
    return _Formats(
        header=book.add_format(font | {"bold": True, "bg_color": "#E8EDF4", "bottom": 1}),
        text=book.add_format(font | {"num_format": "@"}),
        bad=book.add_format(
            font | {"num_format": "@", "bg_color": "#F9D9D6", "font_color": "#8A1C12", "border": 1}
        ),
        doubtful=book.add_format(font | {"num_format": "@", "bg_color": "#FFF2CC", "border": 1}),
        note=book.add_format(font | {"font_color": "#5A5A5A", "text_wrap": True}),
    )


def _count(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    accepted, rejected = (file_literal(folder / f"{n}.parquet") for n in ("accepted", "rejected"))
    found = connection.execute(
        f"SELECT (SELECT count(*) FROM read_parquet({accepted}))"
        f" + (SELECT count(*) FROM read_parquet({rejected}))"
    ).fetchone()
    return int(found[0]) if found else 0


def _write_rows(
    book: xlsxwriter.Workbook,
    formats: _Formats,
    layout: _Layout,
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    by_row: dict[int, list[Issue]],
    *,
    whole: bool,
) -> None:
    place = 0
    sheet = _data_sheet(book, formats, layout, 1)
    rows = connection.execute(_query(folder, layout, whole=whole))
    while batch := rows.fetchmany(_FETCH):
        for number, *values in batch:
            if place and place % _SHEET_ROWS == 0:
                sheet = _data_sheet(book, formats, layout, place // _SHEET_ROWS + 1)
            at = number - 1 + layout.below if whole else layout.header_row + place % _SHEET_ROWS
            _write_row(sheet, formats, at, number, values, layout.codes, by_row.get(number, []))
            place += 1


def _query(folder: Path, layout: _Layout, *, whole: bool) -> str:
    columns = ", ".join(quoted(code) for code in layout.codes)
    files = [file_literal(folder / name) for name in ("accepted.parquet", "rejected.parquet")]
    faults = file_literal(folder / "issues.parquet")
    union = " UNION ALL ".join(f"SELECT row, {columns} FROM read_parquet({f})" for f in files)
    empty = ", ".join("NULL" for _ in layout.codes)
    union += (
        f" UNION ALL SELECT DISTINCT row, {empty} FROM read_parquet({faults})"
        " WHERE severity = 'refuse'"
    )
    if not whole:
        union = f"SELECT * FROM ({union}) WHERE row IN (SELECT row FROM read_parquet({faults}))"
    return f"{union} ORDER BY row"


def _data_sheet(
    book: xlsxwriter.Workbook, formats: _Formats, layout: _Layout, number: int
) -> Worksheet:
    sheet = book.add_worksheet("数据 Data" if number == 1 else f"数据 Data {number}")
    header = layout.header_row - 1
    sheet.set_column(0, len(layout.titles) - 1, 22, formats.text)
    sheet.set_column(len(layout.titles), len(layout.titles), 60)
    if header == 0:
        sheet.freeze_panes(1, 0)
    for place, title in enumerate((*layout.titles, FAULT_NOTE, ROW_NOTE)):
        sheet.write_string(header, place, title, formats.header)
    return sheet


def _write_row(
    sheet: Worksheet,
    formats: _Formats,
    at: int,
    number: int,
    values: list[str | None],
    codes: list[str],
    issues: list[Issue],
) -> None:
    worst = {i.field: formats.doubtful for i in issues}
    worst |= {i.field: formats.bad for i in issues if i.severity != "warn"}
    for place, (code, value) in enumerate(zip(codes, values, strict=True)):
        shown = worst.get(code)
        if value is not None:
            sheet.write_string(at, place, value[:32767], shown or formats.text)
        elif shown is not None:
            sheet.write_blank(at, place, None, shown)
    if issues:
        said = "\n".join(dict.fromkeys(i.message.zh for i in issues))
        sheet.write_string(at, len(codes), said[:32767], formats.note)
        sheet.write_string(at, len(codes) + 1, str(number), formats.note)


def _write_faults(book: xlsxwriter.Workbook, formats: _Formats, issues: list[Issue]) -> None:
    titles = (
        "原文件行号 Row",
        "列 Column",
        "所填的值 Value",
        "问题 What is wrong",
        "In English",
        "规则 Rule",
    )
    for start in range(0, max(len(issues), 1), _SHEET_ROWS):
        number = start // _SHEET_ROWS + 1
        name = "问题清单 Faults" if number == 1 else f"问题清单 Faults {number}"
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 2, 26)
        sheet.set_column(3, 4, 60)
        sheet.set_column(5, 5, 22)
        sheet.freeze_panes(1, 0)
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, formats.header)
        for at, issue in enumerate(issues[start : start + _SHEET_ROWS], start=1):
            sheet.write_number(at, 0, issue.row)
            cells = (issue.column, issue.value, issue.message.zh, issue.message.en, issue.rule)
            for place, text in enumerate(cells, start=1):
                sheet.write_string(at, place, text[:32767], formats.text)
