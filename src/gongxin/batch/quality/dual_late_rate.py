"""“双公示”迟报率, as the national bulletin counts it: pooled by count."""

import ibis.expr.types as ir

from gongxin.batch.quality.measure import Measure, of_dual_publicity, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.batch.quality.timeliness_rate import late
from gongxin.core.text import Text


def dual_late_rate(tables: Tables) -> ir.Table:
    """Late permits and penalties over those reported."""
    submissions = of_dual_publicity(tables["submissions"])
    return pooled(submissions, submissions.late, submissions.dated)


def late_decisions(tables: Tables) -> ir.Table:
    """The permits and penalties that came after seven working days."""
    return of_dual_publicity(late(tables))


MEASURE = Measure(
    id="dual_late_rate",
    title=Text("“双公示”迟报率", "Dual publicity: late rate"),
    formula=Text(
        "迟报率 = 决定后超过 7 个工作日报送的记录数 ÷ 报送的记录数，许可和处罚按条数合并",
        "records reported later than 7 working days after the decision ÷ records reported, "
        "permits and penalties pooled by count",
    ),
    numerator=Text(
        "决定后超过 7 个工作日报送的记录数", "records later than 7 working days after the decision"
    ),
    denominator=Text("报送的许可和处罚记录数", "permits and penalties reported"),
    source=Text(
        "国家“双公示”通报；迟报率超过 50% 的地区点名",
        "National dual-publicity bulletin; districts over 50 % are named",
    ),
    reads=("submissions", "faults"),
    figures=dual_late_rate,
    behind=late_decisions,
    better="low",
    verified=True,
)
