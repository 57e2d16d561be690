from typing import Any

Machine = Any

def machine(
    delimiter: int,
    returns: bool,
    automata: tuple[tuple[int, bytes, bytes, bytes], ...],
    columns: tuple[tuple[int, int, int, int, int, int, tuple[tuple[int, bytes], ...]], ...],
    rules: tuple[tuple[int, int], ...],
    orders: tuple[tuple[int, int], ...],
    /,
) -> Machine:
    """A machine for texts whose lines end in CR LF (``returns``) or LF.

    Columns: place of the automaton (-1: a day or free text), flags (``machine.py``), the first and
    the last day beyond doubt (20261121), the most characters (0: any number), the bits of a row in
    which the cell is filled, check sums. Rules: bits that a doubtful row has, bits that it lacks.
    Orders: columns of days, the second not before the first. ValueError where they do not fit.
    """

def lines(
    machine: Machine,
    buffer: bytes | bytearray,
    size: int,
    offset: int,
    piece: int,
    line: int,
    every: bool,
    /,
) -> tuple[int, bytes, bytes, bytes, bytes] | None:
    """What the lines in the first ``size`` bytes hold, or None where they are irregular.

    How many rows; of every line the hash of its key and where it begins, counted from ``offset``;
    which lines are doubtful (all rows if ``every``), counted from ``line``; these rows as text:
    ``piece``, line, kept cells; line, begin and end of each line with too many or too few cells.
    Numbers of 64 bits. Other threads run meanwhile.
    """

def repeated(places: tuple[bytes, ...], /) -> bytes:
    """Piece, line and place of every line whose hash another has too, of what :func:`lines` told."""
