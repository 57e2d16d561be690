"""及时率: records reported within the deadline's working days, pooled by count."""

import ibis.expr.types as ir

from gongxin.batch.quality.fault_kinds import REJECTING
from gongxin.batch.quality.measure import Measure, pooled, rows_with
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def timeliness_rate(tables: Tables) -> ir.Table:
    """Records in time over new records of items that have a deadline."""
    submissions = tables["submissions"]
    return pooled(submissions, submissions.dated - submissions.late, submissions.dated)


def late(tables: Tables) -> ir.Table:
    """The rows that came after the deadline and were not sent back for another fault."""
    rejected = rows_with(tables, REJECTING).select("submission", "row")
    return rows_with(tables, ("late",)).anti_join(rejected, ["submission", "row"])


MEASURE = Measure(
    id="timeliness_rate",
    title=Text("及时率", "Timeliness rate"),
    formula=Text(
        "及时率 = 在时限（工作日）内报送的记录数 ÷ 新报送的记录数，按条数合并",
        "records reported within the deadline in working days ÷ new records reported, pooled by count",
    ),
    numerator=Text("在时限内报送的记录数", "records reported within the deadline"),
    denominator=Text(
        "新报送且目录项定有时限的记录数", "new records of items for which a deadline is set"
    ),
    source=Text(
        "发改办财金〔2018〕424号：自作出决定之日起 7 个工作日内公示",
        "NDRC General Office 〔2018〕424: publish within 7 working days of the decision",
    ),
    reads=("submissions", "faults"),
    figures=timeliness_rate,
    behind=late,
    verified=True,
)
