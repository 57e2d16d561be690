"""From the cells that the sieve took out, the verdicts and the rows alike, the faults."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.session import Dialect, Shape
from gongxin.batch.lake import FAULTS
from gongxin.batch.personal import redacted
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.repeats import ALIKE
from gongxin.batch.recheck.statements import ODD
from gongxin.batch.recheck.verdicts import KEY
from gongxin.batch.text import tidy

PLACES = {
    "item": "VARCHAR",
    "place": "INTEGER",
    "field": "VARCHAR",
    "check_id": "VARCHAR",  # null where verdicts tell
    "kind": "INTEGER",  # of verdicts; null where the sieve has told
}
VERDICTS = {"kind": "INTEGER", **dict.fromkeys(KEY, "VARCHAR"), "check_id": "VARCHAR"}
KEYS = {"item": "VARCHAR", "field": "VARCHAR"}
MAX_VALUE = 200  # characters of a cell that are told with its fault
_ROW = ("item", "submission", "row")
_TYPES = {"VARCHAR": "string", "BIGINT": "int64", "INTEGER": "int32"}


def table(name: str, shape: Shape) -> ir.Table:
    """A stored table of that shape."""
    return ibis.table({column: _TYPES[kind] for column, kind in shape.items()}, name=name)


@compiled
def doubtful_sql(kind: int, dialect: Dialect) -> str:
    """:func:`doubtful` in the engine's language."""
    return to_sql(doubtful(kind), dialect)


@compiled
def cell_faults_sql(dialect: Dialect) -> str:
    """:func:`cell_faults` in the engine's language."""
    return to_sql(cell_faults(), dialect)


@compiled
def faults_sql(cells: str, dialect: Dialect) -> str:
    """:func:`faults` of a stored table of cells, in the engine's language."""
    return to_sql(faults(table(cells, FAULTS)), dialect)


def doubtful(kind: int) -> ir.Table:
    """The distinct cells that wait for the verdicts of one kind."""
    odd, places = table("odd", ODD), table("places", PLACES)
    asked = places.filter(places["kind"] == kind)
    return odd.inner_join(asked, ["item", "place"]).select(*KEY).distinct()


def cell_faults() -> ir.Table:
    """Every fault of a cell in the shape of :data:`gongxin.batch.lake.FAULTS`, values as they are."""
    odd, places, verdicts = table("odd", ODD), table("places", PLACES), table("verdicts", VERDICTS)
    told = odd.inner_join(places, ["item", "place"])
    sieved = told.filter(told.check_id.notnull())
    read = told.filter(told["kind"].notnull()).drop("check_id")
    read = read.inner_join(verdicts, ["kind", *KEY])
    columns = ("item", "month", "submission", "row", "field", "check_id")
    return ibis.union(
        sieved.select(*columns, value=sieved.c0), read.select(*columns, value=read.c0)
    )


def faults(cells: ir.Table) -> ir.Table:
    """All faults: of cells, and ``duplicate`` for rows whose key an earlier row of the file has.

    Of a row about a natural person nothing is told but the reason to refuse it.
    """
    refusing = [check.id for check in CHECKS if check.severity == "refuse"]
    reasons = cells.filter(cells.check_id.isin(refusing))
    persons = reasons.select(*_ROW).distinct()
    others = cells.filter(cells.check_id.notin(refusing)).anti_join(persons, list(_ROW))
    repeats = _repeats(table("alike", ALIKE).anti_join(persons, list(_ROW)))
    found = ibis.union(others, repeats)
    value = redacted(_text(tidy(_text(found["value"])))).substr(0, MAX_VALUE)
    return ibis.union(found.mutate(value=value), reasons.mutate(value=ibis.null("string")))


def _repeats(alike: ir.Table) -> ir.Table:
    firsts = alike.group_by("item", "submission", "key").agg(first=alike["row"].min())
    joined = alike.inner_join(firsts, ["item", "submission", "key"])
    later = joined.filter(joined["row"] > joined["first"])
    keys = table("keys", KEYS)
    named = later.inner_join(keys, "item")
    return named.select(
        "item",
        "month",
        "submission",
        "row",
        "field",
        check_id=ibis.literal("duplicate"),
        value=named["first"].cast("string"),
    )


def _text(column: ir.Value) -> ir.StringValue:
    assert isinstance(column, ir.StringValue)
    return column
