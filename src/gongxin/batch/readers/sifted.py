"""Read only those rows of a delimited file that may hold a fault."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.readers.header import Layout
from gongxin.batch.readers.opening import Opened
from gongxin.batch.readers.rows import RowWriter
from gongxin.batch.readers.sheet import ENGINE_ERRORS, MARKS, MAX_CELL_BYTES, Sheet, define_cells
from gongxin.law.catalogue import Item

if TYPE_CHECKING:
    from gongxin.batch.sieve.sift import Sifted


def read_sifted(
    connection: duckdb.DuckDBPyConnection, item: Item, workdir: Path, opened: Opened
) -> Sheet | None:
    """The doubtful rows of a file as ``cells``; None where it is to be read whole."""
    found = opened.sifting.result() if opened.sifting else None
    if found is None or opened.tables is None:
        return None
    layout, delimiter = opened.layout, opened.delimiter
    try:
        _write_ragged(RowWriter(connection, layout), delimiter, found)
        _write_kept(connection, layout, delimiter, found, workdir / "doubtful.csv")
    except (*ENGINE_ERRORS, csv.Error):  # for the exact way to tell
        connection.execute("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS reading_faults")
        return None
    kept = sum(lines.count(b"\n") for lines in found.kept) + len(found.ragged)
    sheet = define_cells(connection, item, layout, first_row=None)
    return replace(
        sheet,
        marks=opened.tables.marks,
        repeated=tuple(found.repeated),
        passed=found.rows - kept,
    )


def _write_ragged(writer: RowWriter, delimiter: str, found: "Sifted") -> None:
    for row, text in found.ragged.items():
        for cells in csv.reader([text.decode()], delimiter=delimiter, strict=True):
            writer.add(row, cells)
    writer.close()


def _write_kept(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    delimiter: str,
    found: "Sifted",
    lines: Path,
) -> None:
    """Hand them over as a file, which the engine reads fastest; of never-stored columns it has nothing."""
    with lines.open("wb") as file:
        file.writelines(found.kept)
    # where cells are missing or too many, there is doubt in all of them
    connection.execute(f"ALTER TABLE raw ADD COLUMN {MARKS} BIGINT DEFAULT -1")
    codes = [column.field.code for column in layout.read if column.field]
    kinds = dict.fromkeys(("_part", "_line", MARKS), "BIGINT") | dict.fromkeys(codes, "VARCHAR")
    spec = ", ".join(f"{literal(name)}: '{kind}'" for name, kind in kinds.items())
    connection.execute(
        f"INSERT INTO raw SELECT {found.first_rows}[_part + 1] + _line,"
        f" {', '.join(map(quoted, codes))}, {MARKS} FROM read_csv({file_literal(lines)},"
        f" columns = {{{spec}}}, header = false, auto_detect = false, delim = {literal(delimiter)},"
        f" quote = '\"', escape = '\"', max_line_size = {MAX_CELL_BYTES})"
    )
    lines.unlink()
