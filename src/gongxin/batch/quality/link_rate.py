"""关联率: accepted rows that are tied to an organisation."""

import ibis.expr.types as ir

from gongxin.batch.quality.fault_kinds import REJECTING
from gongxin.batch.quality.measure import OWN_DEFINITION, Measure, pooled, rows_with
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def link_rate(tables: Tables) -> ir.Table:
    """Linked rows over accepted rows."""
    submissions = tables["submissions"]
    return pooled(submissions, submissions.linked, submissions.accepted)


def unlinked(tables: Tables) -> ir.Table:
    """The accepted rows of which nobody knows yet whom they concern."""
    rows = tables["rows"]
    waiting = rows.filter(rows.subject.isnull()).select("item", "month", "submission", "row")
    rejected = rows_with(tables, REJECTING).select("submission", "row")
    return waiting.anti_join(rejected, ["submission", "row"])


MEASURE = Measure(
    id="link_rate",
    title=Text("关联率", "Link rate"),
    formula=Text(
        "关联率 = 已关联到信用主体的行数 ÷ 通过检查的行数",
        "rows linked to an organisation ÷ rows that pass the checks",
    ),
    numerator=Text("已关联到信用主体的行数", "rows linked to an organisation"),
    denominator=Text("通过检查的行数", "rows that pass the checks"),
    source=OWN_DEFINITION,
    reads=("submissions", "rows", "faults"),
    figures=link_rate,
    behind=unlinked,
)
