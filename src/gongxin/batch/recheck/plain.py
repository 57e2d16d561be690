"""Columns of text in which few values stand: agencies, periods, kinds.

What such a column alone is asked is asked of its values once, and of rows only where they hold
another.
"""

from gongxin.batch.engine.dialect import text
from gongxin.batch.engine.session import Session
from gongxin.batch.recheck.codes import CODE_TYPES
from gongxin.batch.recheck.doubts import TOLD_BY_FORM, doubts_of_columns
from gongxin.batch.recheck.readings import Reading

_ASKED_BY_FORM = (*CODE_TYPES, *TOLD_BY_FORM)
"""Types of which one function of the column tells the form: as cheap as to look for a value."""
_FEW = 100  # distinct values of a sample
_LISTED = 200


def plain_values(session: Session, rows: Reading) -> dict[str, tuple[str, ...]]:
    """By column: its most frequent values, of those in which no question of it alone sees a fault."""
    if session.dialect == "spark":
        return {}
    types = {field.code: field.type for field in rows.fields}
    doubts = {
        column: seen
        for column, seen in doubts_of_columns(rows).items()
        if column in rows.present and types[column] not in _ASKED_BY_FORM
    }
    if not doubts:
        return {}
    counts = ", ".join(f"approx_count_distinct({rows.column(column)})" for column in doubts)
    (counted,) = session.rows(f"SELECT {counts} FROM {rows.sample} s")
    few = [column for column, number in zip(doubts, counted, strict=True) if number <= _FEW]
    selects = (
        f"(SELECT {text(column, rows.dialect)}, {rows.column(column)} FROM spread s"
        f" WHERE {rows.column(column)} IS NOT NULL AND NOT ({doubts[column]})"
        f" AND NOT contains({rows.column(column)}, chr(0))"  # which would end the statement
        f" GROUP BY ALL ORDER BY count(*) DESC LIMIT {_LISTED})"
        for column in few
    )
    found: dict[str, list[str]] = {}
    if few:
        read = ", ".join(rows.column(column) for column in few)
        query = f"WITH spread AS MATERIALIZED (SELECT {read} FROM {rows.spread} s) "
        for column, value in session.rows(query + " UNION ALL ".join(selects)):
            found.setdefault(column, []).append(value)
    return {column: tuple(values) for column, values in found.items()}
