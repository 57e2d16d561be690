"""DuckDB in this process, within a memory limit."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from gongxin.batch.engine.session import Dialect, Shape
from gongxin.batch.engine.steps import HANDS, Step, run_steps

MEMORY = "GONGXIN_BATCH_MEMORY"
"""Environment variable: how much memory the engine may take, e.g. ``4GB``."""

_FRESH = "fresh_rows"
_PLACE = "_place"
_OPEN_FILES = 8192  # files written at once, one or two an item


@contextmanager
def open_engine(workdir: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection that spills to ``workdir`` (or a folder that goes with it) when full.

    ``GONGXIN_BATCH_MEMORY`` sets the limit, e.g. ``4GB``; 1500MB otherwise. Row order is kept.
    """
    with tempfile.TemporaryDirectory(prefix="spill-", dir=workdir) as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": os.environ.get(MEMORY, "1500MB"),
                "temp_directory": spill,
                "preserve_insertion_order": "true",
                # nothing here outlives the process: tables need not be packed while it works
                "checkpoint_threshold": "1TB",
            }
        )
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def open_process(workdir: Path | None = None) -> Iterator["Process"]:
    """A session in this process; row order is nobody's business, memory as for :func:`open_engine`."""
    with open_engine(workdir) as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET parquet_metadata_cache = true")
        # files that the system keeps in its memory anyway need no second copy there
        connection.execute("SET enable_external_file_cache = false")
        # the values of given rows are texts, whatever a sample of them would say
        connection.execute("SET pandas_analyze_sample = 0")
        connection.execute(f"SET partitioned_write_max_open_files = {_OPEN_FILES}")
        yield Process(connection)


class Process:
    """A :class:`~gongxin.batch.engine.session.Session` on a DuckDB connection."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._labelled = 0

    def scan(self, files: Sequence[Path]) -> str:
        """``read_parquet`` of the files."""
        listed = ", ".join(file_literal(path) for path in files)
        return f"read_parquet([{listed}], hive_partitioning = true, hive_types_autocast = false)"

    def scan_labelled(
        self, groups: Sequence[Sequence[Path]], labels: Mapping[str, Sequence[str | int]]
    ) -> str:
        """``read_parquet`` of all the files; labels are told by a file's place among them.

        They are looked up in lists: a join would leave no column held by its distinct values.
        """
        self._labelled += 1
        name = f"labels_{self._labelled}"
        groups_of_files = [place for place, files in enumerate(groups) for _ in files]
        shape = {label: _kind(values) for label, values in labels.items()}
        told = [tuple(values[place] for values in labels.values()) for place in groups_of_files]
        rows = [(place, *values) for place, values in enumerate(told)]
        self.create(name, {_PLACE: "BIGINT", **shape}, rows)
        lists = ", ".join(f"list({quoted(o)} ORDER BY {_PLACE}) AS {quoted(o)}" for o in labels)
        place = "CAST(file_index AS BIGINT) + 1"
        columns = ", ".join(f"l.{quoted(one)}[{place}] AS {quoted(one)}" for one in labels)
        read = self.scan([path for files in groups for path in files])
        return (
            f"(SELECT s.*, {columns} FROM {read[:-1]}, union_by_name = true) s,"
            f" (SELECT {lists} FROM {name}) l)"
        )

    def count(self, files: Sequence[Path]) -> dict[Path, int]:
        """From the footers of the files."""
        listed = ", ".join(file_literal(path) for path in files)
        found = self.rows(f"SELECT file_name, num_rows FROM parquet_file_metadata([{listed}])")
        return {Path(name): rows for name, rows in found}

    def columns(self, files: Sequence[Path]) -> dict[Path, list[str]]:
        """From the footers of the files."""
        listed = ", ".join(file_literal(path) for path in files)
        found: dict[Path, list[str]] = {path: [] for path in files}
        named = f"SELECT file_name, name FROM parquet_schema([{listed}]) WHERE num_children IS NULL"
        for path, name in self.rows(named):
            found[Path(path)].append(name)
        return found

    def create(self, name: str, shape: Shape, rows: Iterable[Sequence[Any]] = ()) -> None:
        """A table that goes with the session; every connection of it sees the table."""
        columns = ", ".join(f"{quoted(column)} {kind}" for column, kind in shape.items())
        self.drop(name)
        self.connection.execute(f"CREATE TABLE {quoted(name)} ({columns})")
        told = [[None if value is None else str(value) for value in row] for row in rows]
        if told:
            # handed over as they are: thousands of values take the parser a third of a second
            import numpy as np

            cells = (np.array(column, dtype=object) for column in zip(*told, strict=True))
            self.connection.register(_FRESH, dict(zip(shape, cells, strict=True)))
            self.connection.execute(f"INSERT INTO {quoted(name)} SELECT * FROM {_FRESH}")
            self.connection.unregister(_FRESH)

    def store(self, name: str, query: str) -> int:
        """A table that goes with the session."""
        self.drop(name)
        made = self.connection.execute(f"CREATE TABLE {quoted(name)} AS {query}").fetchone()
        return int(made[0]) if made else 0

    def append(self, name: str, queries: Sequence[str]) -> None:
        """A statement each, two side by side: while one is planned, the other runs."""
        statements = [f"INSERT INTO {quoted(name)} {query}" for query in queries]
        if len(statements) == 1:
            self.connection.execute(statements[0])
        else:
            run_steps(
                self.connection, [Step(one, (), partial(_execute, one)) for one in statements]
            )

    def append_repeated(self, name: str, queries: Sequence[str]) -> list[bool]:
        """Put in order by NumPy, which is many times faster at it than the engine is.

        Two queries at once: what NumPy does takes one core, and the engine has the other meanwhile.
        """
        # here, because they take a tenth of a second to load
        from concurrent.futures import ThreadPoolExecutor

        import numpy as np

        def twice(query: str) -> "tuple[np.ndarray, bool]":
            with self.connection.cursor() as cursor:
                column, marks = cursor.sql(query).fetchnumpy().values()
            numbers = np.asarray(column)
            numbers.sort()
            return np.unique(numbers[1:][numbers[1:] == numbers[:-1]]), bool(
                np.any(np.asarray(marks))
            )

        marked = []
        with ThreadPoolExecutor(max_workers=HANDS) as hands:
            for found, mark in hands.map(twice, queries):
                self.connection.register(_FRESH, {"number": found})
                self.append(name, [f"SELECT number FROM {_FRESH}"])
                self.connection.unregister(_FRESH)
                marked.append(mark)
        return marked

    def drop(self, name: str) -> None:
        """The table's memory is free again."""
        self.connection.execute(f"DROP TABLE IF EXISTS {quoted(name)}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All of them."""
        return self.connection.execute(query).fetchall()

    def write(self, query: str, folder: Path, by: Sequence[str] = ()) -> None:
        """``COPY … TO``, one file, or one in each folder."""
        folder.mkdir(parents=True)
        if by:
            listed = ", ".join(quoted(column) for column in by)
            options = f"PARTITION_BY ({listed}), WRITE_PARTITION_COLUMNS true"
            target = folder
        else:
            options, target = "COMPRESSION zstd", folder / "part-0.parquet"
        self.connection.execute(
            f"COPY ({query}) TO {literal(str(target))} (FORMAT parquet, {options})"
        )


def _kind(values: Sequence[str | int]) -> str:
    return "BIGINT" if isinstance(values[0], int) else "VARCHAR"


def _execute(statement: str, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(statement)


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def file_literal(path: Path) -> str:
    """``path`` as an SQL string to read from: this file alone, whatever its name holds.

    The engine takes some characters for patterns, and would read the files that fit.
    """
    return literal(re.sub(r"([*?\[])", r"[\1]", str(path)))


def literal(value: str) -> str:
    """``value`` as an SQL string."""
    return "'" + value.replace("'", "''") + "'"
