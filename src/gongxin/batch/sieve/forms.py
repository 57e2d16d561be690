"""What is beyond doubt in the cells of an item's files, and in their rows: plain data, kept with a plan."""

from typing import Any, NamedTuple

DOUBT = 1 << 63
"""Among the bits of a cell: it may be at fault."""
ANY = 1
"""The bit of a row in which anything stands."""
WHOLE = 1 << 62
"""Among the marks of a row: it is to be looked at as a whole."""


class Rule(NamedTuple):
    """A row is doubtful that has all bits of ``has`` and none of ``lacks``.

    In ``fields``, or as a whole where none is named; only in files with the column ``within``.
    """

    has: int
    lacks: int
    fields: tuple[str, ...] = ()
    within: str | None = None


class Forms(NamedTuple):
    """By field: which of the ``automata`` (packed) reads its cells, and the bits of a filled one.

    ``told_by_cell``: the fields of which cells are looked at one by one, and not only their values.
    """

    automata: tuple[str, ...]
    automaton_of: dict[str, int]
    filled: dict[str, int]
    rules: tuple[Rule, ...]
    told_by_cell: tuple[str, ...]

    @classmethod
    def of(
        cls,
        told: tuple[list[str], dict[str, int], dict[str, int], list[list[Any]], list[str]],
    ) -> "Forms":
        """The forms that JSON made lists of."""
        automata, automaton_of, filled, rules, by_cell = told
        made = (Rule(has, lacks, tuple(fields), within) for has, lacks, fields, within in rules)
        return cls(tuple(automata), automaton_of, filled, tuple(made), tuple(by_cell))
