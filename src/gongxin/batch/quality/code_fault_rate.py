"""重错码率: rows whose organisation code is wrong, or repeated in the register."""

import ibis.expr.types as ir

from gongxin.batch.quality.fault_kinds import REGISTER_ITEM, REPEATED, WRONG_CODE
from gongxin.batch.quality.measure import Measure, pooled, rows_with
from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text


def code_fault_rate(tables: Tables) -> ir.Table:
    """Rows with a wrong or repeated code over rows."""
    submissions = tables["submissions"]
    return pooled(submissions, submissions.wrong_codes, submissions.rows)


def wrong_codes(tables: Tables) -> ir.Table:
    """The rows whose code is wrong, and those of the register that repeat an earlier one."""
    repeated = rows_with(tables, (REPEATED,))
    repeated = repeated.filter(repeated.item == REGISTER_ITEM)
    return rows_with(tables, WRONG_CODE).union(repeated).distinct()


MEASURE = Measure(
    id="code_fault_rate",
    title=Text("重错码率", "Wrong-or-repeated-code rate"),
    formula=Text(
        "重错码率 = 统一社会信用代码错误或重复的行数 ÷ 报送的行数",
        "rows with a wrong or repeated Unified Social Credit Code ÷ rows submitted",
    ),
    numerator=Text(
        "代码不合 GB 32100-2015、或在登记信息中重复的行数",
        "rows whose code breaks GB 32100-2015, or is repeated in the register",
    ),
    denominator=Text(
        "报送的行数（不含拒收的自然人数据）", "rows submitted, without refused rows about persons"
    ),
    source=Text(
        "城市信用监测的代码质量指标（重错码率）", "City credit monitoring: quality of codes"
    ),
    reads=("submissions", "faults"),
    figures=code_fault_rate,
    behind=wrong_codes,
    better="low",
)
