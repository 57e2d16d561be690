"""Whether a recheck found exactly what was planted; a month forgotten, as if it had just come."""

import json
from pathlib import Path
from typing import Any

import duckdb

from gongxin.batch.engine.process import Process
from gongxin.batch.lake import Lake
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger

_COLUMNS = ("item", "month", "submission", "row", "field", "check_id")


def compare(found_in: Path, lake: Path) -> dict[str, Any]:
    """How many faults were found and planted, and how many of each are not among the others."""
    with duckdb.connect() as db:
        columns = ", ".join(_COLUMNS)
        db.execute(f"CREATE TABLE planted AS SELECT {columns} FROM '{lake}/truth/faults/*.parquet'")
        results = Ledger(Lake(found_in), "recheck").all_results()
        found = select_current(Process(db), results, _COLUMNS)
        db.execute(f"CREATE TABLE found AS {found or 'FROM planted LIMIT 0'}")
        return {
            "found": _count(db, "SELECT count(*) FROM found"),
            "planted": _count(db, "SELECT count(*) FROM planted"),
            "not_planted": _count(db, "SELECT count(*) FROM (FROM found EXCEPT ALL FROM planted)"),
            "not_found": _count(db, "SELECT count(*) FROM (FROM planted EXCEPT ALL FROM found)"),
        }


def _count(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    return int(row[0]) if row else 0


def forget_month(lake: Path, kind: str) -> str:
    """Forget what was done of the last month of the lake; gives the month.

    Its rows stay in the folders of their runs, where nothing reads them any more.
    """
    month = max(path.name for path in (lake / "items").glob("*/month=*")).removeprefix("month=")
    for ledger in (lake / "runs" / kind).glob("*/units.json"):
        kept = json.loads(ledger.read_text())
        kept.pop(month, None)
        ledger.write_text(json.dumps(kept))
    return month
