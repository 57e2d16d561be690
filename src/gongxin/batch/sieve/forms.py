"""What is beyond doubt in the cells of an item's files, and in their rows: plain data, kept with a plan."""

from typing import NamedTuple

DOUBT = 1 << 63
"""The bit of a row in which something may be at fault."""
ANY = 1
"""The bit of a row in which anything stands."""


class Rule(NamedTuple):
    """A row is doubtful that has all bits of ``has`` and none of ``lacks``.

    Only in files with the column ``within``, where one is named.
    """

    has: int
    lacks: int
    within: str | None = None


class Forms(NamedTuple):
    """By field: which of the ``automata`` (packed) reads its cells, and the bits of a filled one."""

    automata: tuple[str, ...]
    automaton_of: dict[str, int]
    filled: dict[str, int]
    rules: tuple[Rule, ...]

    @classmethod
    def of(
        cls,
        told: tuple[list[str], dict[str, int], dict[str, int], list[tuple[int, int, str | None]]],
    ) -> "Forms":
        """The forms that JSON made lists of."""
        automata, automaton_of, filled, rules = told
        return cls(tuple(automata), automaton_of, filled, tuple(Rule(*rule) for rule in rules))
