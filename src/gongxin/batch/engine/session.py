"""What batch work asks of an engine."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

Dialect = Literal["duckdb", "spark"]
ENGINES: tuple[Dialect, ...] = ("duckdb", "spark")
Shape = Mapping[str, str]
"""Column names and types, as the engines both spell them: BIGINT, VARCHAR, DATE, BOOLEAN."""


class Session(Protocol):
    """An engine with the tables of one piece of work; SQL is in its :attr:`dialect`.

    Tables that a step makes are stored: what reads them later does not make them again.
    """

    @property
    def dialect(self) -> Dialect:
        """The language that it runs."""

    def scan(self, files: Sequence[Path]) -> str:
        """The rows of Parquet files of one layout, as something to select from.

        Folders named ``key=value`` give a text column ``key``.
        """

    def scan_labelled(
        self, groups: Sequence[Sequence[Path]], labels: Mapping[str, Sequence[str | int]]
    ) -> str:
        """The rows of groups of files, whose layouts differ: what one has not is null.

        Each label is one more column, which has a value for each group.
        """

    def count(self, files: Sequence[Path]) -> dict[Path, int]:
        """How many rows each file has, as it says itself."""

    def columns(self, files: Sequence[Path]) -> dict[Path, list[str]]:
        """The columns of each file."""

    def create(self, name: str, shape: Shape, rows: Iterable[Sequence[Any]] = ()) -> None:
        """Make a table, of given rows or empty; one of the same name goes."""

    def store(self, name: str, query: str) -> int:
        """Make a table of what the query selects; how many rows it has."""

    def append(self, name: str, queries: Sequence[str]) -> None:
        """Add what queries select to a table."""

    def append_repeated(self, name: str, queries: Sequence[str]) -> list[bool]:
        """Add to a table of one column the numbers that a query's first column has more than once.

        Each query's second column is a mark: gives for each whether a row may have it.
        """

    def drop(self, name: str) -> None:
        """Forget a table, if there is one."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the query selects."""

    def write(self, query: str, folder: Path, by: Sequence[str] = ()) -> None:
        """Write what the query selects as Parquet into a new folder.

        ``by`` names columns whose values make folders ``column=value``; files hold them as well.
        """
