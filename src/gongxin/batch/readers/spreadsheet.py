"""Read XLSX: every cell as the text that its value stands for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite
from pathlib import Path

import duckdb
import python_calamine
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from gongxin.batch.readers.archive import broken_workbook, inspect_workbook
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.formulas import Formulas, part_of_sheet
from gongxin.batch.readers.header import HEADER_SEARCH_ROWS, Layout, find_layout
from gongxin.batch.readers.rows import RowWriter
from gongxin.batch.readers.sheet import (
    Sheet,
    define_cells,
    formula_refused,
    refuse_nul_cells,
)
from gongxin.law.catalogue import Item

_EXACT_INTEGER = 10**15
CellValue = str | float | int | bool | date | datetime | time | timedelta | None


def read_spreadsheet(connection: duckdb.DuckDBPyConnection, item: Item, path: Path) -> Sheet:
    """Read the visible sheet whose header fits ``item``; FileRefused when none or several do."""
    formulas = inspect_workbook(path)
    try:
        workbook = python_calamine.load_workbook(str(path))
        name, layout = _find_sheet(item, workbook)
        sheet = workbook.get_sheet_by_name(name)
        part = part_of_sheet(path, workbook.sheet_names.index(name))
        _refuse_formulas(layout, (sheet.start or (0, 0))[1], formulas.get(part or "", {}))
        writer = RowWriter(connection, layout)
        reader = _Cells(writer, layout)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number > layout.header_row:
                writer.add(number, reader.texts(number, row))
        writer.close()
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError, KeyError):
        raise broken_workbook() from None
    made = define_cells(connection, item, layout, first_row=None)
    refuse_nul_cells(connection, made)
    return made


def _refuse_formulas(layout: Layout, first_column: int, formulas: Formulas) -> None:
    """FileRefused for a formula below the header of a column that is read."""
    for column in layout.read:
        for row in formulas.get(column.place + first_column, []):
            if row > layout.header_row:
                raise formula_refused(f"第{row}行", f"Row {row}", column.title, "=…")


def _find_sheet(item: Item, workbook: python_calamine.CalamineWorkbook) -> tuple[str, Layout]:
    found: list[tuple[str, Layout, bool]] = []
    refusal: FileRefused | None = None
    for name in _visible(workbook):
        sheet = workbook.get_sheet_by_name(name)
        rows = [[_text(c) for c in r] for r in islice(sheet.iter_rows(), HEADER_SEARCH_ROWS)]
        try:
            layout = find_layout(item, rows)
        except FileRefused as error:
            if refusal is None or error.code != "file.no-header":
                refusal = error
            continue
        found.append((name, layout, (sheet.end or (0, 0))[0] + 1 > layout.header_row))
    filled = [one for one in found if one[2]] or found[:1]
    if len(filled) > 1:
        raise _several([name for name, _, _ in filled])
    if not filled:
        raise refusal or broken_workbook()
    return filled[0][:2]


def _visible(workbook: python_calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _several(sheets: list[str]) -> FileRefused:
    names = "、".join(sheets)
    return FileRefused(
        "file.several-sheets",
        "有多个工作表都像是要报送的数据：{names}。请每个文件只保留一个。",
        "Several sheets look like the data to submit: {names}. Keep one in each file.",
        names=names,
    )


class _Cells:
    """Turns rows of typed cells into text, noting numbers that a spreadsheet has rounded."""

    def __init__(self, writer: RowWriter, layout: Layout) -> None:
        self._writer = writer
        self._fields = {c.place: c.field.code for c in layout.read if c.field}

    def texts(self, number: int, row: Sequence[CellValue]) -> list[str | None]:
        for place, code in self._fields.items():
            value = row[place] if place < len(row) else None
            if isinstance(value, int | float) and abs(value) >= _EXACT_INTEGER:
                self._writer.fault(number, code, "number-precision", _text(value) or "")
        return [_text(cell) for cell in row]


def _text(value: CellValue) -> str | None:
    """The text of a cell: dates as 2026-11-21, whole numbers without a point.

    >>> _text(45.0), _text(0.2), _text(True), _text("甲")
    ('45', '0.2', 'TRUE', '甲')
    """
    match value:
        case None:
            return None
        case str():
            return value or None
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            if not isfinite(value):
                return str(value)
            if value == int(value):
                return str(int(value))
            return format(Decimal(repr(value)), "f")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case _:
            return str(value)
