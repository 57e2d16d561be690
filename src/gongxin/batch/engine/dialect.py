"""Table expressions as the SQL of an engine."""

import re

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.session import Dialect

_IBIS = {"duckdb": "duckdb", "spark": "pyspark"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# escapes that the SQL generator writes and Spark's parser does not know
_UNKNOWN = {"v": "\\u000B", "f": "\\u000C", "a": "\\u0007"}
_MATCHES = "REGEXP_MATCHES("
_WHOLE = re.compile(r"'\^\(\?:.*\)\\z'", re.DOTALL)  # a pattern of whole texts
_TOKEN = re.compile(rf"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|{re.escape(_MATCHES)}|\(|\)", re.DOTALL)


def to_sql(expression: ir.Expr, dialect: Dialect) -> str:
    """The expression in the engine's language."""
    made = str(ibis.to_sql(expression, dialect=_IBIS[dialect]))
    if dialect == "spark":
        return _ESCAPE.sub(lambda found: _UNKNOWN.get(found[1], found[0]), made)
    return with_full_matches(made)


def with_full_matches(made: str) -> str:
    """DuckDB's SQL with patterns of whole texts asked by ``regexp_full_match``.

    The engine asks it once of each distinct value of a column that is held by these, and
    ``regexp_matches`` of every row.
    """
    opened: list[int | None] = []  # where calls and parentheses began; None where it is no match
    whole: list[int] = []
    pattern, end = "", 0
    for token in _TOKEN.finditer(made):
        match token[0]:
            case "REGEXP_MATCHES(":
                opened.append(token.start())
            case "(":
                opened.append(None)
            case ")":
                began = opened.pop()
                last = not made[end : token.start()].strip()
                if began is not None and last and _WHOLE.fullmatch(pattern):
                    whole.append(began)
            case literal:
                pattern, end = literal, token.end()
    for began in sorted(whole, reverse=True):
        made = f"{made[:began]}REGEXP_FULL_MATCH({made[began + len(_MATCHES) :]}"
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
