"""What is done with a delimited file before an engine reads it, and before one need be loaded."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.batch.readers.encoding import Utf8, as_utf8
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.header import Layout, find_layout
from gongxin.batch.sieve.machine import Sieve, Tables, tables
from gongxin.law.catalogue import Item

if TYPE_CHECKING:
    from gongxin.batch.sieve.sift import Sifting

_HEAD_BYTES = 1 << 18
_DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's text and how it is laid out.

    ``plain_head``: every row up to the header is one line. ``sifting``: its doubtful rows are being
    looked for by the ``tables``.
    """

    text: Utf8
    delimiter: str
    layout: Layout
    plain_head: bool
    tables: Tables | None = None
    sifting: "Sifting | None" = None


def open_delimited(item: Item, path: Path, workdir: Path, sieve: Sieve | None) -> Opened:
    """Find the header of a file in any accepted encoding, FileRefused where it has none.

    With a ``sieve`` begin to look for its doubtful rows.
    """
    text = as_utf8(path, workdir, whole=False)
    try:
        delimiter, layout, plain_head = _find_header(item, text.path)
    except FileRefused:
        text.lines()  # NUL bytes are told before a header that they may have spoilt
        raise
    read_by = None
    if sieve is not None and plain_head:
        read_by = tables(item, sieve, [column.field for column in layout.columns], delimiter)
    sifting = _begin_sifting(text.path, read_by, layout.header_row) if read_by else None
    return Opened(text, delimiter, layout, plain_head, read_by, sifting)


def _begin_sifting(path: Path, read_by: Tables, header_row: int) -> "Sifting | None":
    try:
        from gongxin.batch.sieve.sift import Sifting
    except ImportError:  # where there was no compiler, files are read whole
        return None
    return Sifting(path, read_by, header_row)


def _find_header(item: Item, path: Path) -> tuple[str, Layout, bool]:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    text = head.decode("utf-8-sig", errors="ignore")
    best: list[list[str]] = []
    delimiter = ","
    for candidate in _DELIMITERS:
        rows = _head_rows(text, candidate)
        if max(map(len, rows), default=0) > max(map(len, best), default=0):
            best, delimiter = rows, candidate
    layout = find_layout(item, best)
    lines = text.splitlines()[: layout.header_row]
    regular = all(
        _head_rows(line, delimiter) == [row] for line, row in zip(lines, best, strict=False)
    )
    return delimiter, layout, regular


def _head_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == 20:
                break
    except csv.Error:
        pass  # the exact reader will meet it again and name the row
    return rows
