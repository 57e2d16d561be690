"""有效异议占比: objections that were upheld, of those that were answered."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.quality.measure import GRAIN, Measure, one_if, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def effective_objections(tables: Tables) -> ir.Table:
    """Upheld objections over answered ones."""
    objections = tables["objections"]
    return pooled(objections, one_if(objections.upheld), ibis.literal(1))


def upheld(tables: Tables) -> ir.Table:
    """The objections that showed a record to be wrong."""
    objections = tables["objections"]
    return objections.filter(objections.upheld).select(*GRAIN, "number")


MEASURE = Measure(
    id="effective_objections",
    title=Text("有效异议占比", "Share of effective objections"),
    formula=Text(
        "有效异议占比 = 成立的异议数 ÷ 已答复的异议数",
        "objections upheld ÷ objections answered",
    ),
    numerator=Text("成立的异议数", "objections upheld"),
    denominator=Text("当月答复的异议数", "objections answered in the month"),
    source=Text("城市信用监测的异议处理指标", "City credit monitoring: handling of objections"),
    reads=("objections",),
    figures=effective_objections,
    behind=upheld,
    better="low",
    judged=False,
)
