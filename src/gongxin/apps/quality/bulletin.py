"""What a bulletin says: the figures of a period, frozen when it is published."""

from dataclasses import asdict, dataclass
from typing import Any

from gongxin.apps.accounts.models import Department
from gongxin.apps.quality.models import Figure
from gongxin.apps.quality.periods import Period
from gongxin.apps.quality.queries import TABLE, district_values, item_values, month_values, trend
from gongxin.apps.quality.reading import of_measures, pooled
from gongxin.apps.quality.values import Value
from gongxin.batch.quality.measure import DUAL_PUBLICITY
from gongxin.batch.quality.registry import DUAL

Counts = tuple[int, int]
"""Numerator and denominator."""
PICTURED = ("reporting_rate", "validity_rate", "timeliness_rate", "link_rate")
"""The measures whose twelve months a bulletin shows."""
NAMED_FROM = 0.5
"""Districts with more than half of their records late are named, as in the national bulletin."""


@dataclass(frozen=True, slots=True)
class Content:
    """The counts behind a bulletin; every ``dict`` goes from a measure to its counts."""

    period: str
    overall: dict[str, Counts]
    before: dict[str, Counts]
    items: dict[str, dict[str, Counts]]
    districts: dict[str, dict[str, Counts]]
    departments: list[dict[str, Any]]  # code, name, name_en, values
    trends: dict[str, list[tuple[str, int, int]]]

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return asdict(self)


def content_of(period: Period) -> Content:
    """The figures of a period as they are stored now."""
    return Content(
        period=period.code,
        overall=_counts(month_values(None, period.months)),
        before=_counts(month_values(None, period.before.months)),
        items={item: _of_item(item, period) for item in DUAL_PUBLICITY},
        districts=_districts(period),
        departments=_departments(period),
        trends={
            measure: [
                (month, value.numerator, value.denominator)
                for month, value in trend(None, measure, period.months[-1])
            ]
            for measure in PICTURED
        },
    )


def read_content(kept: dict[str, Any]) -> Content:
    """A content as it was kept."""
    return Content(**kept)


def value_of(counts: dict[str, Counts], measure: str) -> Value:
    """One figure of a bulletin."""
    return Value(measure, *counts.get(measure, (0, 0)))


def _counts(values: list[Value]) -> dict[str, Counts]:
    return {value.measure_id: (value.numerator, value.denominator) for value in values}


def _of_item(item: str, period: Period) -> dict[str, Counts]:
    found = [item_values(None, period.months, measure).get(item) for measure in DUAL]
    return _counts([value for value in found if value is not None])


def _districts(period: Period) -> dict[str, dict[str, Counts]]:
    found: dict[str, dict[str, Counts]] = {}
    for measure in DUAL:
        for region, value in district_values(period.months, measure).items():
            found.setdefault(region, {})[measure] = (value.numerator, value.denominator)
    return dict(sorted(found.items()))


def _departments(period: Period) -> list[dict[str, Any]]:
    values = pooled(Figure.objects.filter(measure__in=TABLE), period.months, "department")
    lines = []
    for department in Department.objects.filter(active=True):
        own = of_measures(values, TABLE, str(department.pk))
        if any(value.denominator for value in own):
            lines.append(
                {
                    "code": department.code,
                    "name": department.name,
                    "name_en": department.name_en,
                    "values": _counts(own),
                }
            )
    return lines
