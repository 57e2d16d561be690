"""Go through a file with all cores, and keep the lines that may hold a fault."""

import os
import threading
from array import array
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from gongxin.batch.sieve import _kernel
from gongxin.batch.sieve.machine import Tables

_PIECE = 4 << 20  # bytes that are read at once
_LINE = 1 << 12
_FEW = 10_000
_SHARE = 8  # more than one row of so many, and the whole file is read sooner by another way


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a file of so many ``rows``.

    ``kept``: the doubtful ones as lines, each the number of a piece, of a line in it (from 0), the
    marks, and the cells of the columns that are kept, as they stand in the file. ``first_rows``: the row of
    each piece's first line. ``ragged``: by row the lines with more or fewer cells than the header.
    """

    rows: int
    kept: list[bytes]
    first_rows: list[int]
    ragged: dict[int, bytes]


class _Part(NamedTuple):
    """Of one piece: its rows, hash and place of every line, which lines are doubtful, these rows."""

    rows: int
    places: bytes
    told: bytes
    kept: bytes
    ragged: dict[int, bytes]

    @property
    def lines(self) -> int:
        return len(self.places) // 16


class _Irregular(Exception):
    """Lines or cells are not certain, or too many rows are doubtful."""


def sift(path: Path, tables: Tables, header_row: int) -> Sifted | None:
    """The doubtful rows of ``path``, which begin after so many lines.

    None for a file that is to be read whole: a cell goes over two lines, quotation marks are
    unpaired, something is no text, or many rows are doubtful.
    """
    try:
        with path.open("rb", buffering=0) as file:
            body = _Body(file.fileno(), header_row)
            machine = _kernel.machine(
                tables.delimiter,
                body.returns,
                tables.automata,
                tables.columns,
                tables.rules,
                tables.orders,
            )
            parts = _Hands(machine, body).work()
            first_rows = list(accumulate((part.lines for part in parts), initial=header_row + 1))
            repeated = _repeated(machine, file.fileno(), parts)
    except _Irregular:
        return None
    return Sifted(
        rows=sum(part.rows for part in parts),
        kept=[*(part.kept for part in parts), *repeated],
        first_rows=first_rows,
        ragged={
            first + line: text
            for first, part in zip(first_rows, parts, strict=False)
            for line, text in part.ragged.items()
        },
    )


class _Body:
    """The lines below the header, in pieces that end where a line does."""

    def __init__(self, file: int, header_row: int) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._piece = self._place = 0
        head = os.pread(file, _PIECE, 0)
        self.returns = head[: head.find(b"\n") + 1].endswith(b"\r\n")
        for _ in range(header_row):
            self._place = head.find(b"\n", self._place) + 1

    def read(self, buffer: bytearray) -> tuple[int, int, int]:
        """Read the next piece: its size, where it begins in the file, its number.

        Of no size at the end of the file; _Irregular for a line that is longer than a piece.
        """
        with self._lock:
            start, piece = self._place, self._piece
            read = os.preadv(self._file, [buffer], start)
            size = read if read < len(buffer) else buffer.rfind(b"\n") + 1
            if read and not size:
                raise _Irregular
            self._place += size
            self._piece += 1
            return size, start, piece


class _Hands:
    """Threads that take piece after piece."""

    def __init__(self, machine: Any, body: _Body) -> None:
        self._machine, self._body = machine, body
        self._parts: dict[int, _Part] = {}
        self._failure: BaseException | None = None

    def work(self) -> list[_Part]:
        """All parts in their order; raises the first error."""
        threads = [threading.Thread(target=self._take) for _ in range((os.cpu_count() or 1) - 1)]
        for thread in threads:
            thread.start()
        self._take()
        for thread in threads:
            thread.join()
        if self._failure is not None:
            raise self._failure
        return [part for _, part in sorted(self._parts.items())]

    def _take(self) -> None:
        buffer = bytearray(_PIECE)
        try:
            while self._failure is None:
                size, start, piece = self._body.read(buffer)
                if not size:
                    return
                self._parts[piece] = _read(self._machine, buffer, size, start, piece)
                _refuse_many(list(self._parts.values()))
        except BaseException as error:  # told by the thread that waits for all
            self._failure = self._failure or error


def _read(
    machine: Any,
    buffer: bytearray | bytes,
    size: int,
    start: int,
    piece: int,
    line: int | None = None,
) -> _Part:
    told = _kernel.lines(machine, buffer, size, start, piece, line or 0, line is not None)
    if told is None:
        raise _Irregular
    rows, places, doubtful, kept, places_of_ragged = told
    lines = array("Q", places_of_ragged)
    ragged = zip(lines[::3], lines[1::3], lines[2::3], strict=True)
    return _Part(
        rows, places, doubtful, kept, {n: bytes(buffer[begin:end]) for n, begin, end in ragged}
    )


def _refuse_many(parts: list[_Part], repeated: int = 0) -> None:
    doubtful = sum(len(part.told) for part in parts) // 8 + repeated
    if doubtful > _FEW + sum(part.rows for part in parts) // _SHARE:
        raise _Irregular


def _repeated(machine: Any, file: int, parts: list[_Part]) -> list[bytes]:
    """The rows of which another may have the key, but for those that are kept already."""
    found = array("Q", _kernel.repeated(tuple(part.places for part in parts)))
    _refuse_many(parts, len(found) // 3)
    kept = []
    told = [set(array("Q", part.told)) for part in parts] if found else []
    for piece, line, start in zip(found[::3], found[1::3], found[2::3], strict=True):
        if line not in told[piece]:
            text = _line_at(file, start)
            row = _read(machine, text, len(text), start, piece, line).kept
            kept.append(row)
    return kept


def _line_at(file: int, start: int) -> bytes:
    size = _LINE
    while True:
        read = os.pread(file, size, start)
        end = read.find(b"\n") + 1
        if end or len(read) < size:
            return read[: end or None]
        size *= 4
