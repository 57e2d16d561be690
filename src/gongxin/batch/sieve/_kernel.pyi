from typing import Any

Machine = Any

def machine(
    delimiter: int,
    returns: bool,
    automata: tuple[tuple[int, bytes, bytes, bytes], ...],
    columns: tuple[tuple[int, int, int, int, int, int, int, tuple[tuple[int, bytes], ...]], ...],
    rules: tuple[tuple[int, int, int], ...],
    orders: tuple[tuple[int, int, int], ...],
    /,
) -> Machine:
    """A machine for texts whose lines end in CR LF (``returns``) or LF.

    The tables are those of :class:`gongxin.batch.sieve.machine.Tables`. ValueError where they do
    not fit each other.
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
    ``piece``, line, marks, kept cells; line, begin and end of each line with too many or too few cells.
    Numbers of 64 bits. Other threads run meanwhile.
    """

def repeated(places: tuple[bytes, ...], /) -> bytes:
    """Piece, line and place of every line whose hash another has too, of what :func:`lines` told."""
