"""Go through a file with all cores, and keep the lines that may hold a fault."""

import os
import threading
from array import array
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from gongxin.batch.sieve import _kernel
from gongxin.batch.sieve.machine import Tables

_LONGEST_LINE = 4 << 20  # bytes; a file with a longer one is irregular
_LEAST_PART = 1 << 20  # bytes that are worth a thread
_FEW = 10_000
_SHARE = 8  # more than one row of so many, and the whole file is read sooner by another way


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a file of so many ``rows``.

    ``kept``: the doubtful ones as lines, each the number of a part, of a line in it (from 0), the
    marks, and the cells of the columns that are kept, as they stand in the file. ``first_rows``: the
    row of each part's first line. ``ragged``: by row the lines with more or fewer cells than the
    header. ``repeated``: the rows of which another may have the key; they are kept too.
    """

    rows: int
    kept: list[bytes]
    first_rows: list[int]
    ragged: dict[int, bytes]
    repeated: list[int]


class _Part(NamedTuple):
    """Of one part: its rows, hash and place of every line, which lines are doubtful, these rows.

    ``ragged``: line, place and size of each.
    """

    rows: int
    places: bytes
    told: bytes
    kept: bytes
    ragged: bytes

    @property
    def lines(self) -> int:
        return len(self.places) // 16


class _Irregular(Exception):
    """Lines or cells are not certain, or too many rows are doubtful."""


class Sifting:
    """The doubtful rows of a file are being looked for, while something else is done."""

    def __init__(self, path: Path, tables: Tables, header_row: int) -> None:
        """Begin with the lines after ``header_row``."""
        self._file = path.open("rb", buffering=0)
        self._header_row = header_row
        self._parts: dict[int, _Part] = {}
        self._failures: list[BaseException] = []
        self._threads: list[threading.Thread] = []
        try:
            begin, returns = _below(self._file.fileno(), header_row)
            self._machine = _kernel.machine(
                tables.delimiter,
                returns,
                tables.automata,
                tables.columns,
                tables.rules,
                tables.orders,
            )
            places = _places(self._file.fileno(), begin)
            for number, ends in enumerate(pairwise(places)):
                thread = threading.Thread(target=self._read, args=(number, *ends), daemon=True)
                thread.start()
                self._threads.append(thread)
        except (_Irregular, RuntimeError) as error:  # no more threads can be started
            self._failures.append(_Irregular(error))
        except BaseException:
            self._file.close()
            raise

    def _read(self, number: int, begin: int, end: int) -> None:
        try:
            told = _kernel.part(
                self._machine, self._file.fileno(), begin, end, number, _FEW, _SHARE
            )
            self._parts[number] = _part(told)
        except BaseException as error:  # told by the thread that waits for all
            self._failures.append(error)

    def result(self) -> Sifted | None:
        """Wait for all threads and tell what they found.

        None for a file that is to be read whole: a cell goes over two lines, quotation marks are
        unpaired, something is no text, or many rows are doubtful. Raises what a thread ended with.
        """
        for thread in self._threads:
            thread.join()
        with self._file as file:
            for failure in self._failures:
                if not isinstance(failure, _Irregular):
                    raise failure
            if self._failures:
                return None
            try:
                return self._gathered(file.fileno())
            except _Irregular:
                return None

    def _gathered(self, file: int) -> Sifted:
        parts = [part for _, part in sorted(self._parts.items())]
        firsts = list(accumulate((part.lines for part in parts), initial=self._header_row + 1))
        found = array("Q", _kernel.repeated(tuple(part.places for part in parts)))
        if len(found) // 3 > _FEW + sum(part.rows for part in parts) // _SHARE:
            raise _Irregular
        kept = [part.kept for part in parts]
        told = [set(array("Q", part.told)) for part in parts] if found else []
        for number, line, place in zip(found[::3], found[1::3], found[2::3], strict=True):
            if line not in told[number]:
                kept.append(self._kept(_line_at(file, place), place, number, line))
        ragged = {}
        for first, part in zip(firsts, parts, strict=False):
            lines = array("Q", part.ragged)
            for line, place, size in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
                ragged[first + line] = os.pread(file, size, place)
        return Sifted(
            rows=sum(part.rows for part in parts),
            kept=kept,
            first_rows=firsts,
            ragged=ragged,
            repeated=[firsts[n] + line for n, line in zip(found[::3], found[1::3], strict=True)],
        )

    def _kept(self, text: bytes, place: int, number: int, line: int) -> bytes:
        return _part(_kernel.lines(self._machine, text, place, number, line, True)).kept


def _part(told: Any) -> _Part:
    if told is None:
        raise _Irregular
    return _Part(*told)


def _below(file: int, header_row: int) -> tuple[int, bool]:
    """Where the lines after the header begin, and whether they end in CR LF as the header does.

    _Irregular where the header has no end.
    """
    head = os.pread(file, _LONGEST_LINE, 0)
    place = 0
    for _ in range(header_row):
        place = head.find(b"\n", place) + 1
        if not place:
            raise _Irregular
    return place, head[:place].endswith(b"\r\n")


def _places(file: int, begin: int) -> list[int]:
    """Where parts for all cores begin, each with a line, and where the last one ends."""
    end = os.fstat(file).st_size
    places = [begin]
    parts = min(os.cpu_count() or 1, (end - begin) // _LEAST_PART + 1)
    for number in range(1, parts):
        middle = begin + (end - begin) * number // parts
        rest = _line_at(file, middle)
        place = middle + len(rest)
        if rest.endswith(b"\n") and places[-1] < place < end:
            places.append(place)
    return [*places, end]


def _line_at(file: int, place: int) -> bytes:
    """The line there, with its end; no more than the longest there may be."""
    size = 1 << 12
    while True:
        read = os.pread(file, size, place)
        end = read.find(b"\n") + 1
        if end or len(read) < size or size >= _LONGEST_LINE:
            return read[: end or None]
        size *= 4
