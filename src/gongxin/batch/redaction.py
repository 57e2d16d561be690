"""Remove ID numbers from free text before anything is written."""

import duckdb
import ibis
import ibis.expr.types as ir

from gongxin.batch.engine import quoted
from gongxin.batch.faults import sql
from gongxin.batch.personal import redacted
from gongxin.law.catalogue import Item


def redact_text(connection: duckdb.DuckDBPyConnection, item: Item) -> None:
    """Rewrite the texts in which the check ``id-number-in-text`` found an ID number."""
    del item
    found = connection.execute(
        "SELECT DISTINCT field FROM faults WHERE check_id = 'id-number-in-text'"
    ).fetchall()
    for (code,) in found:
        column = quoted(code)
        connection.execute(
            f"UPDATE raw SET {column} = {_redacted(code)} WHERE regexp_matches({column}, '[0-9]{{17}}')"
        )


def _redacted(code: str) -> str:
    table = ibis.table({code: "string"}, name="raw")
    column = table[code]
    assert isinstance(column, ir.StringValue)
    return sql_of_value(redacted(column), code)


def sql_of_value(value: ir.Value, code: str) -> str:
    """The bare SQL of an expression on one column."""
    made = sql(value.as_table().rename({code: value.get_name()}))
    return made.split("SELECT", 1)[1].rsplit(" AS ", 1)[0].replace('"t0".', "")
