"""Reading stored figures, pooled by count over whatever is asked for."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, Sum

from gongxin.apps.quality.models import Figure
from gongxin.apps.quality.values import Value
from gongxin.batch.quality.registry import MEASURES


def pooled(
    found: QuerySet[Figure], months: Sequence[str], by: str = "measure"
) -> dict[tuple[str, str], Value]:
    """(measure, group) to its figure over some months; ``by`` is a column of ``Figure``.

    Of a measure that holds at the end of a month only the last month with figures counts.
    """
    sums = (
        found.filter(month__in=months)
        .values("measure", "month", by)
        .annotate(n=Sum("numerator"), d=Sum("denominator"))
        .order_by("month")
    )
    stocks = {measure.id for measure in MEASURES if measure.stock}
    values: dict[tuple[str, str], Value] = {}
    latest: dict[str, str] = {}
    for line in sums:
        latest[line["measure"]] = line["month"]
    for line in sums:
        measure, key = line["measure"], (line["measure"], str(line[by]))
        before = values.get(key, Value(measure, 0, 0))
        if measure in stocks:
            if line["month"] == latest[measure]:
                values[key] = Value(measure, line["n"], line["d"])
        else:
            values[key] = Value(
                measure, before.numerator + line["n"], before.denominator + line["d"]
            )
    return values


def by_month(found: QuerySet[Figure], measure: str, months: Sequence[str]) -> list[Value]:
    """A measure's figure for each month, in their order."""
    sums = (
        found.filter(measure=measure, month__in=months)
        .values("month")
        .annotate(n=Sum("numerator"), d=Sum("denominator"))
        .order_by("month")
    )
    known = {line["month"]: (line["n"], line["d"]) for line in sums}
    return [Value(measure, *known.get(month, (0, 0))) for month in months]


def of_measures(
    values: dict[tuple[str, str], Value], ids: Iterable[str], group: str
) -> list[Value]:
    """The figures of one group in the order of ``ids``; empty ones where there is none."""
    return [values.get((measure, group), Value(measure, 0, 0)) for measure in ids]
