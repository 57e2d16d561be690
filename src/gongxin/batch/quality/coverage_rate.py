"""覆盖率: organisations of the register that have the item."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.quality.measure import OWN_DEFINITION, Measure, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def coverage_rate(tables: Tables) -> ir.Table:
    """Organisations with the item over organisations, for every district of the register."""
    holders, register = tables["holders"], tables["register"]
    measured = holders.select("item", "month").distinct().mutate(every=ibis.literal(1))
    districts = register.mutate(every=ibis.literal(1))
    asked = measured.inner_join(districts, "every").select("item", "month", "region", "subjects")
    found = asked.left_join(holders, ["item", "month", "region"])
    lines = found.select(
        item=asked.item,
        department=ibis.literal(""),
        region=asked.region,
        month=asked.month,
        holders=holders.holders.fill_null(0),
        subjects=asked.subjects,
    )
    return pooled(lines, lines.holders, lines.subjects)


def linked(tables: Tables) -> ir.Table:
    """The rows that give an organisation the item."""
    rows = tables["rows"]
    return rows.filter(rows.subject.notnull()).select("item", "month", "submission", "row")


MEASURE = Measure(
    id="coverage_rate",
    title=Text("覆盖率", "Coverage rate"),
    formula=Text(
        "覆盖率 = 有该项信息的信用主体数 ÷ 登记在册的信用主体数",
        "organisations with the item ÷ organisations in the register",
    ),
    numerator=Text(
        "截至月末有该项信息的信用主体数（数据湖中的流水类目录项：当月有数据的）",
        "organisations with the item by the end of the month (items kept in the lake: within the month)",
    ),
    denominator=Text("登记在册的信用主体数", "organisations in the register"),
    source=OWN_DEFINITION,
    reads=("holders", "register", "rows"),
    figures=coverage_rate,
    behind=linked,
    stock=True,
    judged=False,
)
