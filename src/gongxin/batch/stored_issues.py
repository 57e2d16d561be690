"""Read back the faults of a submission that was checked before."""

from pathlib import Path

import duckdb

from gongxin.batch.engine import file_literal
from gongxin.batch.issues import Issue, select_issues

__all__ = ["Issue", "count_by_rule", "read_issues"]


def read_issues(
    folder: Path,
    *,
    offset: int = 0,
    limit: int | None = None,
    severity: str | None = None,
    rule: str | None = None,
) -> tuple[int, list[Issue]]:
    """How many faults fit, and those from ``offset``, by row and column."""
    source = _source(folder)
    if source is None:
        return 0, []
    conditions, values = ["true"], []
    for column, wanted in (("severity", severity), ("rule", rule)):
        if wanted:
            conditions.append(f"{column} = ?")
            values.append(wanted)
    where = " AND ".join(conditions)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*) FROM {source} WHERE {where}", values
        ).fetchone()
        issues = select_issues(
            connection, source, where=where, values=values, limit=limit, offset=offset
        )
        return int(found[0]) if found else 0, list(issues)


def count_by_rule(folder: Path) -> dict[str, int]:
    """How often each rule was broken."""
    source = _source(folder)
    if source is None:
        return {}
    with duckdb.connect() as connection:
        return dict(
            connection.execute(f"SELECT rule, count(*) FROM {source} GROUP BY rule").fetchall()
        )


def _source(folder: Path) -> str | None:
    path = folder / "issues.parquet"
    return f"read_parquet({file_literal(path)})" if path.exists() else None
