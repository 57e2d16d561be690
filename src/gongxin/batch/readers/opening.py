"""What is done with a delimited file before an engine reads it, and before one need be loaded."""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.batch.readers.encoding import Utf8
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

    ``plain_head``: every row up to the header is one line to the engine. ``sifting``: its doubtful
    rows are being looked for by the ``tables``.
    """

    text: Utf8
    delimiter: str
    layout: Layout
    plain_head: bool
    tables: Tables | None = None
    sifting: "Sifting | None" = None


def open_delimited(item: Item, text: Utf8, sieve: Sieve | None) -> Opened:
    """Find the header of a text, FileRefused where it has none.

    With a ``sieve`` begin to look for its doubtful rows.
    """
    with text.path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    try:
        delimiter, layout, rows = _find_header(item, head.decode("utf-8-sig", errors="ignore"))
    except FileRefused:
        text.lines()  # NUL bytes are told before a header that they may have spoilt
        raise
    plain_head = _is_plain(head, delimiter, rows)
    read_by = None
    if sieve is not None and plain_head and _is_certain(head, delimiter, rows):
        read_by = tables(item, sieve, [column.field for column in layout.columns], delimiter)
    sifting = _begin_sifting(text.path, read_by, layout.header_row) if read_by else None
    return Opened(text, delimiter, layout, plain_head, read_by, sifting)


def _begin_sifting(path: Path, read_by: Tables, header_row: int) -> "Sifting | None":
    try:
        from gongxin.batch.sieve.sift import Sifting
    except ImportError:  # where there was no compiler, files are read whole
        return None
    return Sifting(path, read_by, header_row)


def _find_header(item: Item, text: str) -> tuple[str, Layout, list[list[str]]]:
    """The delimiter, the layout, and the rows down to the header."""
    best: list[list[str]] = []
    delimiter = ","
    for candidate in _DELIMITERS:
        rows = _head_rows(text, candidate)
        if max(map(len, rows), default=0) > max(map(len, best), default=0):
            best, delimiter = rows, candidate
    layout = find_layout(item, best)
    return delimiter, layout, best[: layout.header_row]


def _is_plain(head: bytes, delimiter: str, rows: list[list[str]]) -> bool:
    lines = head.decode("utf-8-sig", errors="ignore").splitlines()[: len(rows)]
    return all(_head_rows(line, delimiter) == [row] for line, row in zip(lines, rows, strict=False))


def _is_certain(head: bytes, delimiter: str, rows: list[list[str]]) -> bool:
    """Whether every row down to the header is a line that no reader could take for something else."""
    *lines, _ = head.removeprefix(codecs.BOM_UTF8).split(b"\n", len(rows))
    ends = {line[-1:] == b"\r" for line in lines}
    bare = [line.removesuffix(b"\r") for line in lines]
    if len(lines) < len(rows) or len(ends) > 1 or any(b"\r" in x or b"\0" in x for x in bare):
        return False
    try:
        read = [[*csv.reader([x.decode()], delimiter=delimiter, strict=True)] for x in bare]
    except (csv.Error, UnicodeDecodeError):
        return False
    return read == [[row] for row in rows]


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
