"""What a run of batch work did."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told how many units are done, and how many there are to do."""


@dataclass(slots=True)
class Outcome:
    """``kept`` units had been done before; ``rows`` and ``found`` are of the ``done`` ones.

    ``found`` counts faults, links or figures.
    """

    done: int = 0
    kept: int = 0
    rows: int = 0
    found: int = 0
    seconds: float = 0.0


def silent(done: int, total: int) -> None:
    """For who does not ask for progress."""
