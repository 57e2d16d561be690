"""上报率: decisions of a department's ledger that were reported."""

import ibis.expr.types as ir

from gongxin.batch.quality.measure import GRAIN, Measure, one_if, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def reporting_rate(tables: Tables) -> ir.Table:
    """Reported decisions over the decisions of the ledger that are reported or overdue."""
    ledger = tables["ledger"]
    return pooled(ledger, one_if(ledger.reported), one_if(ledger.reported | ~ledger.reported))


def unreported(tables: Tables) -> ir.Table:
    """The decisions whose deadline passed without a report."""
    ledger = tables["ledger"]
    return ledger.filter(~ledger.reported).select(*GRAIN, "number")


MEASURE = Measure(
    id="reporting_rate",
    title=Text("上报率", "Reporting rate"),
    formula=Text(
        "上报率 = 已报送的决定数 ÷ 台账中应报送的决定数",
        "decisions reported ÷ decisions of the ledger that should have been",
    ),
    numerator=Text("台账中已有记录入库的决定数", "decisions of the ledger with a record on file"),
    denominator=Text(
        "台账中已报送或已过报送时限的决定数",
        "decisions of the ledger reported or past the deadline",
    ),
    source=Text(
        "“双公示”评估的上报率：已报送 ÷ 应报送（按部门台账）",
        "Dual-publicity assessment: reported ÷ due by the departments' ledgers",
    ),
    reads=("ledger",),
    figures=reporting_rate,
    behind=unreported,
)
