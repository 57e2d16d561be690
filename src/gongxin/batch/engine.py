"""The engine that whole-table work runs on: DuckDB in process, within a memory limit."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


@contextmanager
def open_engine(workdir: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection that spills to ``workdir`` (or a folder that goes with it) when full.

    ``GONGXIN_BATCH_MEMORY`` sets the limit, e.g. ``4GB``; 1500MB otherwise. Row order is kept.
    """
    with tempfile.TemporaryDirectory(prefix="spill-", dir=workdir) as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": os.environ.get("GONGXIN_BATCH_MEMORY", "1500MB"),
                "temp_directory": spill,
                "preserve_insertion_order": "true",
            }
        )
        try:
            yield connection
        finally:
            connection.close()


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """``value`` as an SQL string."""
    return "'" + value.replace("'", "''") + "'"
