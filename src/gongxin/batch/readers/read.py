"""Read a department's file, whatever its kind, into the engine."""

from pathlib import Path

import duckdb

from gongxin.batch.readers.delimited import read_delimited
from gongxin.batch.readers.encoding import as_utf8
from gongxin.batch.readers.opening import Opened, open_delimited
from gongxin.batch.readers.sheet import Sheet, drop_empty_rows, refuse_long_cells
from gongxin.batch.readers.sniff import Kind, sniff
from gongxin.batch.sieve.machine import Sieve
from gongxin.law.catalogue import Item


def read_file(
    connection: duckdb.DuckDBPyConnection,
    item: Item,
    path: Path,
    workdir: Path,
    sieve: Sieve | None = None,
    opened: Opened | None = None,
) -> Sheet:
    """Read ``path`` into the table ``cells``; FileRefused where it cannot be read whole.

    Formulas are still in it: :func:`gongxin.batch.readers.sheet.refuse_formulas`.

    Columns that are never stored, and columns outside the catalogue, are not read at all.
    With a ``sieve`` a reader need not hold rows that it lets through; see :class:`Sheet`. A
    delimited file may be ``opened`` already.
    """
    kind = "delimited" if opened is not None else sniff(path)
    if kind == "delimited":
        opened = opened or open_delimited(item, as_utf8(path, workdir, whole=False), sieve)
        sheet = read_delimited(connection, item, path, workdir, opened)
    else:
        sheet = _read_other(kind, connection, item, path, workdir)
    drop_empty_rows(connection, sheet)
    if kind != "delimited":  # of these the reader itself refuses long cells
        refuse_long_cells(connection, sheet)
    return sheet


def _read_other(
    kind: Kind, connection: duckdb.DuckDBPyConnection, item: Item, path: Path, workdir: Path
) -> Sheet:
    """What reads workbooks and the like is loaded where there is one."""
    if kind == "xlsx":
        from gongxin.batch.readers.spreadsheet import read_spreadsheet

        return read_spreadsheet(connection, item, path)
    from gongxin.batch.readers.keyed import read_json_lines, read_parquet

    if kind == "jsonl":
        return read_json_lines(connection, item, path, workdir)
    return read_parquet(connection, item, path)
