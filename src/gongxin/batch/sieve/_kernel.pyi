from typing import Any

Machine = Any

def machine(
    delimiter: int,
    returns: bool,
    automata: tuple[tuple[int, bytes, bytes, bytes], ...],
    columns: tuple[
        tuple[int, int, int, int, int, int, int, int, tuple[tuple[int, bytes], ...]], ...
    ],
    rules: tuple[tuple[int, int, int], ...],
    orders: tuple[tuple[int, int, int], ...],
    /,
) -> Machine:
    """A machine for texts whose lines end in CR LF (``returns``) or LF.

    The tables are those of :class:`gongxin.batch.sieve.machine.Tables`. ValueError where they do
    not fit each other.
    """

def lines(
    machine: Machine, text: bytes, place: int, part: int, line: int, every: bool, /
) -> tuple[int, bytes, bytes, bytes, bytes] | None:
    """What the lines of a text hold, or None where they are irregular.

    How many rows; of every line the hash of its key and where it begins, counted from ``place``;
    which lines are doubtful (all rows if ``every``), counted from ``line``; these rows as text:
    ``part``, line, marks, kept cells; line, place and size of each with too many or too few cells.
    Numbers of 64 bits.
    """

def part(
    machine: Machine, file: int, begin: int, end: int, part: int, few: int, share: int, /
) -> tuple[int, bytes, bytes, bytes, bytes] | None:
    """The same of a part of an open file; other threads run meanwhile.

    None also where more rows are doubtful than ``few`` and one of ``share``, where a line is longer
    than 4 MiB, and where the file ends before ``end``. OSError where it cannot be read.
    """

def repeated(places: tuple[bytes, ...], /) -> bytes:
    """Part, line and place of every line whose hash another has too, of what was told of places."""
