"""Rows of one file that are the same record by the item's key."""

import duckdb
import ibis
import ibis.expr.types as ir

from gongxin.batch.enumerations import canonical
from gongxin.batch.faults import sql
from gongxin.batch.identifiers import normalised
from gongxin.batch.judge import cells_table
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Field, Item


def key_parts(cells: ir.Table, item: Item) -> list[ir.StringValue]:
    """The key's columns as they are compared: tidy, codes normalised, empty text for null."""
    return [_part(cells[code], item.index[code]).fill_null("") for code in item.key]


def _part(column: ir.Column, field: Field) -> ir.StringValue:
    assert isinstance(column, ir.StringValue)
    match field.type:
        case "uscc" | "orgcode" | "regno":
            return normalised(tidy(column))
        case "enum" | "enums":
            return canonical(tidy(column), field)
        case _:
            return tidy(column)


def find_duplicates(connection: duckdb.DuckDBPyConnection, item: Item) -> None:
    """Add a ``duplicate`` fault for every row whose key an earlier row of the file has."""
    cells = cells_table(item)
    parts = key_parts(cells, item)
    connection.execute(
        "CREATE TEMP TABLE keys AS "
        + sql(cells.select("row", key=ibis.literal("\x1f").join(parts)))
    )
    connection.execute(
        "INSERT INTO faults SELECT k.row, ?, 'duplicate', d.first::VARCHAR FROM keys k JOIN"
        " (SELECT key, min(row) AS first FROM keys GROUP BY key HAVING count(*) > 1) d"
        " USING (key) WHERE k.row > d.first",
        [item.key[0]],
    )
    connection.execute("DROP TABLE keys")
