"""完整率: cells that are filled, of those that could be."""

import ibis.expr.types as ir

from gongxin.batch.quality.fault_kinds import REJECTING
from gongxin.batch.quality.measure import OWN_DEFINITION, Measure, pooled, rows_with
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def completeness_rate(tables: Tables) -> ir.Table:
    """Filled cells over cells."""
    submissions = tables["submissions"]
    return pooled(submissions, submissions.filled, submissions.cells)


def lacking(tables: Tables) -> ir.Table:
    """The rows sent back because a required cell was empty."""
    required = tuple(check for check in REJECTING if check.startswith("required"))
    return rows_with(tables, required)


MEASURE = Measure(
    id="completeness_rate",
    title=Text("完整率", "Completeness rate"),
    formula=Text(
        "完整率 = 已填写的单元格数 ÷ 应有的单元格数",
        "cells that are filled ÷ cells that could be",
    ),
    numerator=Text("通过检查的行中已填写的单元格数", "filled cells of accepted rows"),
    denominator=Text(
        "通过检查的行中的单元格数（不含按条件才填的字段）",
        "cells of accepted rows, without fields that only apply under a condition",
    ),
    source=OWN_DEFINITION,
    reads=("submissions", "faults"),
    figures=completeness_rate,
    behind=lacking,
    judged=False,
)
