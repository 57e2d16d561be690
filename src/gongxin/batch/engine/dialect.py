"""Table expressions as the SQL of an engine."""

import re

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.session import Dialect

_IBIS = {"duckdb": "duckdb", "spark": "pyspark"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# escapes that the SQL generator writes and Spark's parser does not know
_UNKNOWN = {"v": "\\u000B", "f": "\\u000C", "a": "\\u0007"}


def to_sql(expression: ir.Expr, dialect: Dialect) -> str:
    """The expression in the engine's language."""
    made = str(ibis.to_sql(expression, dialect=_IBIS[dialect]))
    if dialect == "spark":
        made = _ESCAPE.sub(lambda found: _UNKNOWN.get(found[1], found[0]), made)
    return made


def bare(value: ir.Value, dialect: Dialect) -> str:
    """The SQL of an expression on one table's columns, without a SELECT around it."""
    made = to_sql(value.name("bare").as_table(), dialect)
    mark = quote("bare", dialect)
    return (
        made.split("SELECT", 1)[1]
        .rsplit(f" AS {mark}", 1)[0]
        .replace(quote("t0", dialect) + ".", "")
    )


def quote(name: str, dialect: Dialect) -> str:
    """``name`` as an identifier of the engine."""
    mark = '"' if dialect == "duckdb" else "`"
    return mark + name.replace(mark, mark * 2) + mark


def text(value: str, dialect: Dialect) -> str:
    """``value`` as a text of the engine."""
    if dialect == "spark":
        value = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{value}'"
    return "'" + value.replace("'", "''") + "'"
