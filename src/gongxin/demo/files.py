"""Write a sheet as departments do: workbooks, CSV in several encodings, JSON Lines, Parquet."""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from gongxin.demo.departments import Format
from gongxin.demo.sheet import Sheet

ENDINGS: dict[Format, str] = {
    "xlsx": ".xlsx",
    "gb18030": ".csv",
    "bom": ".csv",
    "tsv": ".tsv",
    "jsonl": ".jsonl",
    "parquet": ".parquet",
}
_ENCODINGS: dict[Format, str] = {"gb18030": "gb18030", "bom": "utf-8-sig", "tsv": "utf-8-sig"}
_BATCH = 20_000
_CREATED = datetime(
    2026, 1, 1, tzinfo=UTC
)  # a fixed time, so that the same seed gives the same bytes


def write_sheet(
    sheet: Sheet,
    headings: Sequence[str],
    path: Path,
    form: Format,
    *,
    title: str | None = None,
    date_codes: Sequence[str] = (),
) -> int:
    """Write the sheet and give the number of its first data row, as a reader counts them.

    Rows of a workbook or CSV count from 1 with the header, those of JSON Lines and Parquet
    without. ``title`` stands in a row above the header; a workbook has real dates in the columns
    ``date_codes`` and some empty formatted rows at its end.
    """
    match form:
        case "xlsx":
            _write_workbook(sheet, headings, path, title, frozenset(date_codes))
        case "jsonl":
            _write_json_lines(sheet, headings, path)
        case "parquet":
            table = pa.table(list(sheet.columns.values()), names=list(headings))
            pq.write_table(table, path)
        case _:
            _write_delimited(sheet, headings, path, form, title)
    above = 0 if form in ("jsonl", "parquet") else 1 if title is None else 2
    return above + 1


def rows_of(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The sheet row by row."""
    for start in range(0, len(sheet), _BATCH):
        part = [c.slice(start, _BATCH).to_pylist() for c in sheet.columns.values()]
        yield from zip(*part, strict=True)


def start_delimited(path: Path, headings: Sequence[str]) -> None:
    """Begin a UTF-8 CSV file with its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(headings)


def append_delimited(sheet: Sheet, path: Path) -> None:
    """Add the sheet's rows to a UTF-8 CSV file that has its header."""
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows_of(sheet))


def _write_delimited(
    sheet: Sheet, headings: Sequence[str], path: Path, form: Format, title: str | None
) -> None:
    with path.open("w", encoding=_ENCODINGS[form], newline="") as file:
        writer = csv.writer(file, delimiter="\t" if form == "tsv" else ",")
        if title is not None:
            writer.writerow([title] + [""] * (len(headings) - 1))
        writer.writerow(headings)
        writer.writerows(rows_of(sheet))


def _write_json_lines(sheet: Sheet, headings: Sequence[str], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows_of(sheet):
            named = dict(zip(headings, row, strict=True))
            file.write(json.dumps(named, ensure_ascii=False) + "\n")


def _write_workbook(
    sheet: Sheet,
    headings: Sequence[str],
    path: Path,
    title: str | None,
    date_codes: frozenset[str],
) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _CREATED})
    page = book.add_worksheet("Sheet1")
    bold = book.add_format({"bold": True, "border": 1})
    framed = book.add_format({"border": 1})
    dated = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    top = 0
    if title is not None:
        page.write_string(0, 0, title, bold)
        top = 1
    page.write_row(top, 0, headings, bold)
    is_date = [code in date_codes for code in sheet.columns]
    for number, row in enumerate(rows_of(sheet), start=top + 1):
        for place, text in enumerate(row):
            day = _day(text) if is_date[place] else None
            if day is not None:
                page.write_datetime(number, place, day, dated)
            elif text:
                page.write_string(number, place, text)
    for number in range(top + 1 + len(sheet), top + 6 + len(sheet)):
        for place in range(len(headings)):
            page.write_blank(number, place, None, framed)
    book.close()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
