"""合规率: rows that pass every check, of all rows."""

import ibis.expr.types as ir

from gongxin.batch.quality.fault_kinds import REJECTING
from gongxin.batch.quality.measure import Measure, pooled, rows_with
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def validity_rate(tables: Tables) -> ir.Table:
    """Accepted rows over rows."""
    submissions = tables["submissions"]
    return pooled(submissions, submissions.accepted, submissions.rows)


def rejected(tables: Tables) -> ir.Table:
    """The rows that were sent back."""
    return rows_with(tables, REJECTING)


MEASURE = Measure(
    id="validity_rate",
    title=Text("合规率", "Validity rate"),
    formula=Text(
        "合规率 = 通过全部检查的行数 ÷ 报送的行数", "rows that pass every check ÷ rows submitted"
    ),
    numerator=Text("通过全部检查的行数", "rows that pass every check"),
    denominator=Text(
        "报送的行数（不含拒收的自然人数据）", "rows submitted, without refused rows about persons"
    ),
    source=Text(
        "国家“双公示”通报的合规率：清洗后留下的记录 ÷ 报送的记录",
        "National dual-publicity bulletin: records that survive cleaning ÷ records reported",
    ),
    reads=("submissions", "faults"),
    figures=validity_rate,
    behind=rejected,
    verified=True,
)
