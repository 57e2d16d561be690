"""Write what a check found, so that it can be filed, shown and corrected later."""

import json
from pathlib import Path

import duckdb

from gongxin.batch.engine import literal
from gongxin.batch.plans import Plan
from gongxin.batch.readers.sheet import Sheet


def write_outcome(
    connection: duckdb.DuckDBPyConnection, plan: Plan, sheet: Sheet, folder: Path
) -> None:
    """Write ``accepted``, ``rejected`` (``row`` and the stored fields as tidy text), ``issues``
    and ``layout.json`` into ``folder``.
    """
    connection.execute(f"CREATE OR REPLACE VIEW texts AS {plan.texts}")
    for name, negation in (("accepted", "ANTI"), ("rejected", "SEMI")):
        _copy(
            connection,
            f"SELECT * FROM texts {negation} JOIN rejected_rows USING (row)",
            folder / f"{name}.parquet",
        )
    _copy(connection, "SELECT * FROM issues ORDER BY row, rank", folder / "issues.parquet")
    (folder / "layout.json").write_text(
        json.dumps(
            {
                "header_row": sheet.layout.header_row,
                "columns": [
                    {"title": c.title, "field": c.field.code if c.field else None}
                    for c in sheet.layout.columns
                ],
                "ignored": sheet.layout.ignored,
                "dropped": sheet.layout.dropped,
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")
