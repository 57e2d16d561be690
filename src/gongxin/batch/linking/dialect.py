"""Long chains of columns as SQL that names each step once, instead of repeating it in the next."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine import dialect as engines
from gongxin.batch.engine.session import Dialect

Step: TypeAlias = Callable[[ir.Table], ir.Table]
Statements: TypeAlias = tuple[tuple[str, str], ...]
"""Tables to be stored one after the other, the last of them the one that is wanted."""


def to_sql(expression: ir.Table, dialect: Dialect) -> str:
    """The expression in the engine's language, one SELECT for each step."""
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        return engines.to_sql(expression, dialect)
    finally:
        ibis.options.sql.fuse_selects = fused


def chained(start: ir.Table, steps: Sequence[Step]) -> ir.Table:
    """The steps one after the other."""
    return reduce(lambda t, step: step(t), steps, start)


def in_steps(target: str, start: ir.Table, steps: Sequence[Step], dialect: Dialect) -> Statements:
    """What to store so that ``target`` is ``chained(start, steps)``.

    Spark's planner puts a step into every place of the next that uses it, and is lost after a few:
    there each step is a table of its own.
    """
    if dialect != "spark":
        return ((target, to_sql(chained(start, steps), dialect)),)
    made, t = [], start
    for number, step in enumerate(steps, start=1):
        t = step(t)
        name = target if number == len(steps) else f"{target}_{number}"
        made.append((name, to_sql(t, dialect)))
        t = ibis.table(t.schema(), name=name)
    return tuple(made)
