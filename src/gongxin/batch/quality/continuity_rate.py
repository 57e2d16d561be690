"""连续率: months with reports, of the months since a series began."""

import ibis.expr.types as ir

from gongxin.batch.quality.measure import GRAIN, OWN_DEFINITION, Measure, pooled
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text

_SERIES = ("item", "department", "region")


def continuity_rate(tables: Tables) -> ir.Table:
    """Months with at least one row over months since the first, within twelve, for each series."""
    series = (
        _reported(tables)
        .group_by(*GRAIN)
        .agg(oldest=lambda t: t.age.max(), present=lambda t: t.count())
    )
    return pooled(series, series.present, series.oldest + 1)


def gaps(tables: Tables) -> ir.Table:
    """The months without a report, with ``past`` the month, after a series began and before today's."""
    spans = tables["spans"]
    reported = _reported(tables)
    begun = reported.group_by(*GRAIN).agg(oldest=reported.age.max())
    expected = begun.inner_join(spans, "month")
    expected = expected.filter(expected.age < expected.oldest).select(*GRAIN, "past")
    return expected.anti_join(reported.select(*GRAIN, "past"), [*GRAIN, "past"])


def _reported(tables: Tables) -> ir.Table:
    """For every month measured the months of its span in which a series had a report."""
    submissions, spans = tables["submissions"], tables["spans"]
    told = submissions.filter(submissions["rows"] > 0)
    months = told.select(*_SERIES, past=told.month).distinct()
    return months.inner_join(spans, "past").select(*GRAIN, "past", "age")


MEASURE = Measure(
    id="continuity_rate",
    title=Text("连续率", "Continuity rate"),
    formula=Text(
        "连续率 = 有报送的月数 ÷ 近 12 个月内首次报送以来的月数",
        "months with a report ÷ months since the first report within the last twelve",
    ),
    numerator=Text(
        "有报送的月数（部门和目录项逐一计）", "months with a report, for each department and item"
    ),
    denominator=Text(
        "近 12 个月内首次报送以来的月数", "months since the first report within the last twelve"
    ),
    source=OWN_DEFINITION,
    reads=("submissions", "spans"),
    figures=continuity_rate,
    behind=gaps,
    stock=True,
    judged=False,
)
