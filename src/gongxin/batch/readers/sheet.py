"""What every reader leaves behind: the table ``cells`` in the engine, all text, and its layout."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from gongxin.batch.engine import quoted
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.header import Layout
from gongxin.law.catalogue import Item

MAX_CELL_BYTES = 1 << 20
# by field code: the expression that a reader may hold instead of the whole text
Shorten = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read.

    In the engine: table ``raw`` (field codes, text) and view ``cells`` (``row``, the number a
    spreadsheet shows, and the same columns); table ``reading_faults`` (row, field, check, value)
    for what only the reader could see.
    """

    layout: Layout
    codes: tuple[str, ...]
    first_row: int | None  # number of the first row; None where ``raw`` has its own ``row``


def define_cells(
    connection: duckdb.DuckDBPyConnection, item: Item, layout: Layout, *, first_row: int | None
) -> Sheet:
    """Make ``cells`` over ``raw``; ``first_row`` numbers rows in order, None where ``raw`` has ``row``."""
    codes = tuple(c.field.code for c in layout.read if c.field)
    number = "row" if first_row is None else f"(rowid + {first_row})::BIGINT AS row"
    columns = ", ".join(
        quoted(f.code) if f.code in codes else f"NULL::VARCHAR AS {quoted(f.code)}"
        for f in item.stored_fields
    )
    connection.execute(f"CREATE VIEW cells AS SELECT {number}, {columns} FROM raw")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS reading_faults"
        " (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )
    return Sheet(layout, codes, first_row)


def drop_empty_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Remove rows without any value; FileRefused when none is left."""
    filled = "coalesce(" + ", ".join(quoted(code) for code in sheet.codes) + ")"
    connection.execute(f"DELETE FROM raw WHERE {filled} IS NULL")
    if connection.execute("SELECT count(*) FROM raw").fetchone() == (0,):
        raise FileRefused(
            "file.no-rows",
            "表头下面没有任何数据行。",
            "There are no rows below the header.",
        )


def refuse_unfit_cells(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """FileRefused for a cell of more than 1 MiB or one that holds a formula."""
    columns = [quoted(code) for code in sheet.codes]
    formula = " OR ".join(f"({column} >= '=' AND {column} < '>')" for column in columns)
    longest = ", ".join(f"max(strlen({column}))" for column in columns)
    found = connection.execute(
        f"SELECT bool_or({formula}), greatest({longest}, 0) FROM raw"
    ).fetchone() or (False, 0)
    for code in sheet.codes if found[0] else ():
        _refuse_formula(connection, sheet, code)
    for code in sheet.codes if found[1] > MAX_CELL_BYTES else ():
        _refuse_long(connection, sheet, code)


def cell_too_large(row: int, column: str, size: int) -> FileRefused:
    """The refusal of a file with an oversized cell."""
    return FileRefused(
        "file.cell-too-large",
        "第{row}行「{column}」的内容有 {size:,} 字节，单元格上限为 1,048,576 字节。常见原因是引号没有成对。",
        "Row {row}, “{column}”: the cell holds {size:,} bytes; at most 1,048,576 are read. "
        "An unpaired quotation mark is the usual cause.",
        row=row,
        column=column,
        size=size,
    )


def _refuse_long(connection: duckdb.DuckDBPyConnection, sheet: Sheet, code: str) -> None:
    found = connection.execute(
        f"SELECT row, strlen({quoted(code)}) FROM cells WHERE strlen({quoted(code)}) > ?"
        " ORDER BY row LIMIT 1",
        [MAX_CELL_BYTES],
    ).fetchone()
    if found:
        raise cell_too_large(found[0], sheet.layout.title_of(code) or code, found[1])


def _refuse_formula(connection: duckdb.DuckDBPyConnection, sheet: Sheet, code: str) -> None:
    column = quoted(code)
    found = connection.execute(
        f"SELECT row, left({column}, 60) FROM cells WHERE {column} >= '=' AND {column} < '>'"
        " ORDER BY row LIMIT 1"
    ).fetchone()
    if found:
        row, seen = found
        title = sheet.layout.title_of(code) or code
        raise formula_refused(f"第{row}行", f"row {row}", title, seen)


def formula_refused(zh: str, en: str, column: str, seen: str) -> FileRefused:
    """The refusal of a file with a formula where a value belongs."""
    return FileRefused(
        "file.formula",
        "{zh}「{column}」是公式（{seen}）而不是值。请在 Excel 中复制后“选择性粘贴为数值”，再重新报送。",
        "{en}, “{column}”: a formula ({seen}) instead of a value. Copy and paste as values in the "
        "spreadsheet, then submit again.",
        zh=zh,
        en=en,
        column=column,
        seen=seen,
    )
