"""Read CSV and TSV: a fast way for regular files and an exact way for every other one."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb

from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.readers.encoding import Lines, as_utf8, undecodable
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.header import Layout
from gongxin.batch.readers.opening import Opened
from gongxin.batch.readers.rows import RowWriter
from gongxin.batch.readers.sheet import (
    ENGINE_ERRORS,
    MAX_CELL_BYTES,
    Sheet,
    cell_too_large,
    define_cells,
)
from gongxin.batch.readers.sifted import read_sifted
from gongxin.law.catalogue import Item


def read_delimited(
    connection: duckdb.DuckDBPyConnection, item: Item, path: Path, workdir: Path, opened: Opened
) -> Sheet:
    """Read a delimited file into ``cells``; never-stored columns stay unread.

    Only its doubtful rows, where these are being looked for, can be told, and are not many.
    """
    text, delimiter, layout = opened.text, opened.delimiter, opened.layout
    utf8 = text.path
    try:
        if opened.plain_head:
            sifted = read_sifted(connection, item, workdir, opened)
            if sifted is not None:
                return sifted
            text.begin_counting()
            _read_fast(connection, utf8, delimiter, layout)
            if _is_regular(connection, text.lines(), layout):
                return define_cells(connection, item, layout, first_row=layout.header_row + 1)
    except ENGINE_ERRORS:
        pass  # not a regular file: the exact way says what is wrong, and where
    text.lines()
    connection.execute("DROP TABLE IF EXISTS raw")
    if utf8 == path:
        utf8 = as_utf8(path, workdir, whole=True).path
    _read_exactly(connection, utf8, delimiter, layout)
    return define_cells(connection, item, layout, first_row=None)


def _is_regular(connection: duckdb.DuckDBPyConnection, lines: Lines, layout: Layout) -> bool:
    """Whether the engine took every line below the header for one row, and no quote for another."""
    if lines.spaced or not lines.alike:  # over space beside quotes the engine reads on
        return False
    rows = connection.execute("SELECT count(*) FROM raw").fetchone()
    return rows is not None and lines.count - layout.header_row in (rows[0], rows[0] - 1)


def _read_fast(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, layout: Layout
) -> None:
    names = [c.field.code if c.field else f"unread_{c.place}" for c in layout.columns]
    spec = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    codes = tuple(c.field.code for c in layout.read if c.field)
    source = (
        f"read_csv({file_literal(path)},"
        f" columns = {{{spec}}}, skip = {layout.header_row}, header = false, auto_detect = false,"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', max_line_size = {MAX_CELL_BYTES})"
    )
    connection.execute(f"CREATE TABLE raw AS SELECT {', '.join(map(quoted, codes))} FROM {source}")


def _read_exactly(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, layout: Layout
) -> None:
    writer = RowWriter(connection, layout)
    for number, row in _numbered(path, delimiter):
        if number > layout.header_row:
            writer.add(number, row)
    writer.close()


def _numbered(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL_BYTES)
    number = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except UnicodeDecodeError:
                raise undecodable(path) from None
            except csv.Error as error:
                raise _unreadable(number, str(error)) from None
            yield number, row


def _unreadable(row: int, error: str) -> FileRefused:
    if "field limit" in error:
        return cell_too_large(row)
    return FileRefused(
        "file.broken-csv",
        "从第{row}行起无法读取：引号没有成对，或引号后面还有别的字符。请检查该行的双引号。",
        "Cannot be read from row {row} on: quotation marks are unpaired or followed by other "
        "characters. Check the double quotes of that row.",
        row=row,
    )
