"""Statements that do not need each other, run side by side.

An engine plans a statement with one core, however many there are; for small tables planning is most
of the work.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

HANDS = 2  # more would only wait for each other where small statements are many


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work on a connection: what it makes, and what must be there before."""

    makes: str
    needs: tuple[str, ...]
    run: Callable[[duckdb.DuckDBPyConnection], None]


def run_steps(connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
    """Run every step once what it needs is made; raises the first error, when no step runs any more.

    Steps may need only what steps before them in the list make. Each runs on a connection of its
    own to the same database, so that temporary tables are not seen by others.
    """
    crew = _Crew(steps)
    helpers = [
        threading.Thread(target=crew.work, args=(connection.cursor(),)) for _ in range(HANDS - 1)
    ]
    for helper in helpers:
        helper.start()
    crew.work(connection.cursor())
    for helper in helpers:
        helper.join()
    if crew.failure is not None:
        raise crew.failure


class _Crew:
    """The steps that are still to be taken, in the order in which they are offered."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.failure: BaseException | None = None
        self._open = list(steps)
        self._made: set[str] = set()
        self._changed = threading.Condition()

    def work(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with cursor:
            while (step := self._take()) is not None:
                try:
                    step.run(cursor)
                except BaseException as error:  # told by the thread that waits for all
                    self._end(step, error)
                else:
                    self._end(step, None)

    def _take(self) -> Step | None:
        with self._changed:
            while self._open:
                for step in self._open:
                    if self._made.issuperset(step.needs):
                        self._open.remove(step)
                        return step
                self._changed.wait()
            return None

    def _end(self, step: Step, error: BaseException | None) -> None:
        with self._changed:
            if error is None:
                self._made.add(step.makes)
            else:
                self.failure = self.failure or error
                self._open.clear()
            self._changed.notify_all()
