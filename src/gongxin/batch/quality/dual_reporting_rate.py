"""“双公示”上报率: permits and penalties of the ledgers that were reported."""

import ibis.expr.types as ir

from gongxin.batch.quality.measure import Measure, of_dual_publicity
from gongxin.batch.quality.reporting_rate import reporting_rate, unreported
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def dual_reporting_rate(tables: Tables) -> ir.Table:
    """The reporting rate of permits and penalties."""
    return of_dual_publicity(reporting_rate(tables))


def unreported_decisions(tables: Tables) -> ir.Table:
    """The permits and penalties of the ledgers that nobody reported in time."""
    return of_dual_publicity(unreported(tables))


MEASURE = Measure(
    id="dual_reporting_rate",
    title=Text("“双公示”上报率", "Dual publicity: reporting rate"),
    formula=Text(
        "上报率 = 已报送的许可和处罚决定数 ÷ 台账中应报送的决定数",
        "permits and penalties reported ÷ those of the ledgers that should have been",
    ),
    numerator=Text("台账中已有记录入库的决定数", "decisions of the ledgers with a record on file"),
    denominator=Text(
        "台账中已报送或已过 7 个工作日的决定数",
        "decisions of the ledgers reported or older than 7 working days",
    ),
    source=Text(
        "“双公示”评估的上报率、瞒报", "Dual-publicity assessment: reported, never reported"
    ),
    reads=("ledger",),
    figures=dual_reporting_rate,
    behind=unreported_decisions,
)
