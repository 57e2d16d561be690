"""Long chains of columns as SQL that names each step once, instead of repeating it in the next."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine import dialect as engines
from gongxin.batch.engine.session import Dialect


def to_sql(expression: ir.Table, dialect: Dialect) -> str:
    """The expression in the engine's language, one SELECT for each step."""
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        return engines.to_sql(expression, dialect)
    finally:
        ibis.options.sql.fuse_selects = fused
