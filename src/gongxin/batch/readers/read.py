"""Read a department's file, whatever its kind, into the engine."""

from pathlib import Path

import duckdb

from gongxin.batch.readers.delimited import read_delimited
from gongxin.batch.readers.keyed import read_json_lines, read_parquet
from gongxin.batch.readers.sheet import (
    Sheet,
    drop_empty_rows,
    refuse_long_cells,
)
from gongxin.batch.readers.sniff import sniff
from gongxin.batch.readers.spreadsheet import read_spreadsheet
from gongxin.batch.sieve.machine import Sieve
from gongxin.law.catalogue import Item

_READERS = {
    "delimited": read_delimited,
    "xlsx": read_spreadsheet,
    "jsonl": read_json_lines,
    "parquet": read_parquet,
}


def read_file(
    connection: duckdb.DuckDBPyConnection,
    item: Item,
    path: Path,
    workdir: Path,
    sieve: Sieve | None,
) -> Sheet:
    """Read ``path`` into the table ``cells``; FileRefused where it cannot be read whole.

    Formulas are still in it: :func:`gongxin.batch.readers.sheet.refuse_formulas`.

    Columns that are never stored, and columns outside the catalogue, are not read at all.
    With a ``sieve`` a reader need not hold rows that it lets through; see :class:`Sheet`.
    """
    kind = sniff(path)
    sheet = _READERS[kind](connection, item, path, workdir, sieve)
    drop_empty_rows(connection, sheet)
    if kind != "delimited":  # of these the reader itself refuses long cells
        refuse_long_cells(connection, sheet)
    return sheet
