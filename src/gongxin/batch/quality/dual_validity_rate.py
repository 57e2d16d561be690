"""“双公示”合规率, as the national bulletin counts it."""

import ibis.expr.types as ir

from gongxin.batch.quality.measure import Measure, of_dual_publicity
from gongxin.batch.quality.tables import Tables
from gongxin.batch.quality.validity_rate import rejected, validity_rate
from gongxin.core.text import Text


def dual_validity_rate(tables: Tables) -> ir.Table:
    """The validity rate of permits and penalties."""
    return of_dual_publicity(validity_rate(tables))


def rejected_decisions(tables: Tables) -> ir.Table:
    """The permits and penalties that were sent back."""
    return of_dual_publicity(rejected(tables))


MEASURE = Measure(
    id="dual_validity_rate",
    title=Text("“双公示”合规率", "Dual publicity: validity rate"),
    formula=Text(
        "合规率 = 清洗后留下的许可和处罚记录数 ÷ 报送的许可和处罚记录数",
        "permits and penalties that survive cleaning ÷ permits and penalties reported",
    ),
    numerator=Text("清洗后留下的记录数", "records that survive cleaning"),
    denominator=Text("报送的许可和处罚记录数", "permits and penalties reported"),
    source=Text("国家“双公示”通报", "National dual-publicity bulletin"),
    reads=("submissions", "faults"),
    figures=dual_validity_rate,
    behind=rejected_decisions,
    verified=True,
)
