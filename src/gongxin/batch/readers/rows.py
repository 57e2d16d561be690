"""Write rows that Python has read into the engine, in batches."""

from collections.abc import Sequence

import duckdb

from gongxin.batch.engine import quoted
from gongxin.batch.readers.header import Layout
from gongxin.batch.readers.sheet import BLANKS

_BATCH = 20_000


class RowWriter:
    """Collects rows of text and writes them to ``raw`` with their row numbers.

    Cells beyond the header become an ``extra-cells`` reading fault; short rows are padded, blank
    ones passed over.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
        self._connection = connection
        self._width = len(layout.columns)
        self._read = [(c.place, c.field.code) for c in layout.read if c.field]
        self._rows: list[tuple[object, ...]] = []
        self._faults: list[tuple[int, str, str, str]] = []
        columns = ", ".join(f"{quoted(code)} VARCHAR" for _, code in self._read)
        connection.execute(f"CREATE TABLE raw (row BIGINT, {columns})")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS reading_faults"
            " (row BIGINT, field VARCHAR, check_id VARCHAR, value VARCHAR)"
        )

    def add(self, number: int, cells: Sequence[str | None]) -> None:
        """Take one row; ``number`` is the row a spreadsheet shows."""
        width = len(cells)
        values = [(cells[p] or None) if p < width else None for p, _ in self._read]
        if not any(value and value.strip(BLANKS) for value in values):
            return
        self._rows.append((number, *values))
        extra = [c for c in cells[self._width :] if c and c.strip()]
        if extra:
            self.fault(number, self._read[-1][1], "extra-cells", str(len(cells)))
        if len(self._rows) >= _BATCH:
            self._flush()

    def fault(self, number: int, field: str, check_id: str, value: str) -> None:
        """Note what only the reader can see."""
        self._faults.append((number, field, check_id, value))

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        if self._faults:
            self._connection.executemany(
                "INSERT INTO reading_faults VALUES (?, ?, ?, ?)", self._faults
            )

    def _flush(self) -> None:
        if not self._rows:
            return
        # a file that the engine reads by itself needs no tables of Python's, which take long to load
        import pyarrow as pa

        numbers, *texts = zip(*self._rows, strict=True)
        arrays = [pa.array(numbers, pa.int64()), *(pa.array(text, pa.string()) for text in texts)]
        batch = pa.table(arrays, names=["row", *(code for _, code in self._read)])
        self._connection.register("batch_rows", batch)
        self._connection.execute("INSERT INTO raw SELECT * FROM batch_rows")
        self._connection.unregister("batch_rows")
        self._rows.clear()
