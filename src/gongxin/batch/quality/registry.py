"""Every measure, in the order in which they are told. A measure that is not here is not computed."""

from typing import Final

from gongxin.batch.quality import (
    code_fault_rate,
    completeness_rate,
    continuity_rate,
    correction_time,
    coverage_rate,
    dual_late_rate,
    dual_reporting_rate,
    dual_validity_rate,
    effective_objections,
    link_rate,
    reporting_rate,
    timeliness_rate,
    validity_rate,
)
from gongxin.batch.quality.measure import Measure

MEASURES: Final[tuple[Measure, ...]] = (
    reporting_rate.MEASURE,
    validity_rate.MEASURE,
    timeliness_rate.MEASURE,
    completeness_rate.MEASURE,
    continuity_rate.MEASURE,
    coverage_rate.MEASURE,
    link_rate.MEASURE,
    code_fault_rate.MEASURE,
    correction_time.MEASURE,
    effective_objections.MEASURE,
    dual_reporting_rate.MEASURE,
    dual_validity_rate.MEASURE,
    dual_late_rate.MEASURE,
)
BY_ID: Final = {measure.id: measure for measure in MEASURES}
DUAL: Final = tuple(measure.id for measure in MEASURES if measure.id.startswith("dual_"))
"""The measures of dual publicity, as the national bulletin counts them."""
