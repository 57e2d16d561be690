"""What every reader leaves behind: the table ``cells`` in the engine, all text, and its layout."""

from dataclasses import dataclass

import duckdb

from gongxin.batch.engine import literal, quoted
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.header import Layout
from gongxin.batch.sieve.forms import WHOLE
from gongxin.batch.sieve.machine import Marks
from gongxin.core.masking import redact_id_numbers
from gongxin.law.catalogue import Item

MAX_CELL_BYTES = 1 << 20
MARKS = "_marks"
# the engine quotes what it could not read, and its binding fails where that is no text
ENGINE_ERRORS = (duckdb.Error, UnicodeDecodeError)
BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read.

    In the engine: table ``raw`` (field codes, text) and view ``cells`` (``row``, the number a
    spreadsheet shows, and the same columns); table ``reading_faults`` (row, field, check, value)
    for what only the reader could see.

    A file that was sifted has ``marks``: then the tables have the doubtful rows alone, and ``raw``
    has a column :data:`MARKS` that tells which fields the doubt is about; of others it may have no
    cells, but those of the key. No other rows than those
    ``repeated`` may have the key of another; so many, in which nothing is at fault, ``passed``.
    """

    layout: Layout
    codes: tuple[str, ...]
    first_row: int | None  # number of the first row; None where ``raw`` has its own ``row``
    marks: Marks | None = None
    repeated: tuple[int, ...] = ()
    passed: int = 0

    @property
    def sifted(self) -> bool:
        """Whether only doubtful rows are left."""
        return self.marks is not None


def _selected(item: Item, codes: tuple[str, ...]) -> list[str]:
    return [
        quoted(f.code) if f.code in codes else f"NULL::VARCHAR AS {quoted(f.code)}"
        for f in item.stored_fields
    ]


def define_cells(
    connection: duckdb.DuckDBPyConnection,
    item: Item,
    layout: Layout,
    *,
    first_row: int | None,
) -> Sheet:
    """Make ``cells`` over ``raw``; ``first_row`` numbers rows in order, None where ``raw`` has ``row``."""
    codes = tuple(c.field.code for c in layout.read if c.field)
    number = "row" if first_row is None else f"(rowid + {first_row})::BIGINT AS row"
    columns = ", ".join(_selected(item, codes))
    connection.execute(f"CREATE VIEW cells AS SELECT {number}, {columns} FROM raw")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS reading_faults"
        " (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
    )
    return Sheet(layout, codes, first_row)


def drop_empty_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Remove rows of which every cell is blank; FileRefused when none is left."""
    columns = [quoted(code) for code in sheet.codes]
    if sheet.sifted:
        # few rows: a long condition would take longer to plan
        connection.execute(
            f"DELETE FROM raw WHERE {MARKS} & {WHOLE} <> 0"
            f" AND ltrim(concat({', '.join(columns)}), {literal(BLANKS)}) = ''"
        )
    else:
        # where a text begins tells of nearly every row at once that it is not blank
        doubtful = " AND ".join(_may_be_blank(column) for column in columns)
        blank = " AND ".join(
            f"coalesce(trim({column}, {literal(BLANKS)}), '') = ''" for column in columns
        )
        connection.execute(f"DELETE FROM raw WHERE {doubtful} AND {blank}")
    if not sheet.passed and connection.execute("SELECT count(*) FROM raw").fetchone() == (0,):
        raise FileRefused(
            "file.no-rows",
            "表头下面没有任何数据行。",
            "There are no rows below the header.",
        )


def _may_be_blank(column: str) -> str:
    wide = [(space, chr(ord(space) + 1)) for space in BLANKS if space > "!"]
    starts = [f"({column} >= '{space}' AND {column} < '{after}')" for space, after in wide]
    return "(" + " OR ".join((f"{column} IS NULL", f"{column} < '!'", *starts)) + ")"


def refuse_formulas(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """FileRefused for a cell that holds a formula; the table ``doubtful`` has them if all was read."""
    columns = [quoted(code) for code in sheet.codes]
    formula = " OR ".join(f"({column} < '>' AND {column} >= '=')" for column in columns)
    if _any(connection, "cells" if sheet.sifted else "doubtful", formula):
        for code in sheet.codes:
            _refuse_formula(connection, sheet, code)


def refuse_long_cells(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """FileRefused for a cell of more than 1 MiB."""
    columns = [quoted(code) for code in sheet.codes]
    if _any(connection, "raw", " OR ".join(f"strlen({c}) > {MAX_CELL_BYTES}" for c in columns)):
        for code in sheet.codes:
            _refuse_long(connection, sheet, code)


def _any(connection: duckdb.DuckDBPyConnection, table: str, condition: str) -> bool:
    found = connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1").fetchone()
    return found is not None


def refuse_nul_cells(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """FileRefused for NUL characters, which formats other than plain text can carry escaped."""
    for code in sheet.codes:
        found = connection.execute(
            f"SELECT row FROM cells WHERE contains({quoted(code)}, chr(0)) ORDER BY row LIMIT 1"
        ).fetchone()
        if found:
            raise FileRefused(
                "file.nul-bytes",
                "第{row}行「{column}」含有空字符（NUL），说明数据已损坏。请重新导出。",
                "Row {row}, “{column}” holds a NUL character: the data is damaged. Export it again.",
                row=found[0],
                column=sheet.layout.title_of(code) or code,
            )


def cell_too_large(row: int, column: str | None = None) -> FileRefused:
    """The refusal of a file with an oversized cell; ``column`` where it is known."""
    return FileRefused(
        "file.cell-too-large",
        "第{row}行{column}有一个单元格的内容超过 1,048,576 字节（1 MiB），没有读取。"
        "常见原因是双引号没有成对。",
        "Row {row}{column_en}: a cell holds more than 1,048,576 bytes (1 MiB) and was not read. "
        "An unpaired quotation mark is the usual cause.",
        row=row,
        column=f"「{column}」" if column else "",
        column_en=f", “{column}”" if column else "",
    )


def _refuse_long(connection: duckdb.DuckDBPyConnection, sheet: Sheet, code: str) -> None:
    found = connection.execute(
        f"SELECT row FROM cells WHERE strlen({quoted(code)}) > ? ORDER BY row LIMIT 1",
        [MAX_CELL_BYTES],
    ).fetchone()
    if found:
        raise cell_too_large(found[0], sheet.layout.title_of(code))


def _refuse_formula(connection: duckdb.DuckDBPyConnection, sheet: Sheet, code: str) -> None:
    column = quoted(code)
    found = connection.execute(
        f"SELECT row, left({column}, 2000) FROM cells WHERE {column} >= '=' AND {column} < '>'"
        " ORDER BY row LIMIT 1"
    ).fetchone()
    if found:
        row, seen = found[0], redact_id_numbers(found[1])[0][:60]
        title = sheet.layout.title_of(code) or code
        raise formula_refused(f"第{row}行", f"Row {row}", title, seen)


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
