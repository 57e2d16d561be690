"""更正用时: working days from a row's rejection to its corrected filing."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.quality.measure import GRAIN, OWN_DEFINITION, Measure, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def correction_time(tables: Tables) -> ir.Table:
    """Working days over corrected rows: the mean."""
    corrections = tables["corrections"]
    return pooled(corrections, corrections.days, ibis.literal(1))


def corrected(tables: Tables) -> ir.Table:
    """The rows that were corrected, and how long it took."""
    return tables["corrections"].select(*GRAIN, "submission", "row", "days")


MEASURE = Measure(
    id="correction_time",
    title=Text("平均更正用时", "Mean correction time"),
    formula=Text(
        "平均更正用时 = 各行从退回到更正入库的工作日之和 ÷ 已更正的行数",
        "working days from rejection to corrected filing, summed ÷ rows corrected",
    ),
    numerator=Text(
        "从退回到更正入库的工作日之和", "working days from rejection to corrected filing"
    ),
    denominator=Text("当月更正入库的行数", "rows corrected in the month"),
    source=OWN_DEFINITION,
    reads=("corrections",),
    figures=correction_time,
    behind=corrected,
    unit="working_days",
    better="low",
    judged=False,
)
