"""The query behind every credit file, compiled once for each kind of reader.

Django takes three times as long to build this SQL as PostgreSQL takes to answer it, and PostgreSQL
twice as long to plan it. So the SQL for "now" is built once and prepared, from the same condition as
everywhere (``visibility.visible``), with stand-ins for the day, the subject and the department, which
are filled in for each reading.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from gongxin.apps.accounts.models import Department
from gongxin.apps.prepared import read_prepared
from gongxin.apps.records.models import Record
from gongxin.apps.records.reading import COLUMNS, Row, rows_of, with_stages
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.visibility import AUTHORISED, Level, Viewer, shown_items, visible

LARGE = 500
_DAY, _SUBJECT, _DEPARTMENT = date(1, 1, 1), -1, -2

Scope = tuple[tuple[str, ...], tuple[str, ...]]


def rows_about(
    subject_id: int, viewer: Viewer, moment: AsOf, *, per_item: int | None = None
) -> list[Row]:
    """The rows about one subject that ``viewer`` may see, in no order; one SQL query.

    With ``per_item`` the rows of a subject that has more than ``LARGE`` are cut to the newest few
    of each item, by a second query that also counts them (``Row.of_item``).
    """
    if viewer.subject_id not in (None, subject_id):
        return []
    if not moment.current:
        found = _chosen(subject_id, viewer, moment)
        return list(rows_of(found if per_item is None else _newest(found, per_item)))
    if per_item is None:
        return _read(subject_id, viewer, moment)
    rows = _read(subject_id, viewer, moment, f" LIMIT {LARGE + 1}")
    if len(rows) <= LARGE:
        return rows
    return list(rows_of(_newest(_chosen(subject_id, viewer, moment), per_item)))


def _chosen(subject_id: int, viewer: Viewer, moment: AsOf) -> QuerySet[Record]:
    return Record.objects.filter(visible(viewer, moment), subject=subject_id)


def _newest(records: QuerySet[Record], per_item: int) -> QuerySet[Record]:
    newest_first = [F("decided_on").desc(), F("id").desc()]
    place = Window(RowNumber(), partition_by="item", order_by=newest_first)
    whole = Window(Count("*"), partition_by="item")
    return records.annotate(of_item=whole).alias(place=place).filter(place__lte=per_item)


def _read(subject_id: int, viewer: Viewer, moment: AsOf, limit: str = "") -> list[Row]:
    department = viewer.department
    scope = (shown_items(viewer), shown_items(AUTHORISED))
    sql, stand_ins = _compiled(viewer.level, department is not None, scope)
    values: dict[object, object] = {_DAY: moment.on, _SUBJECT: subject_id}
    if department is not None:
        values[_DEPARTMENT] = department.pk
    filled = [values.get(one, one) for one in stand_ins]
    return [Row(*row) for row in read_prepared(sql + limit, filled)]


@lru_cache(maxsize=32)
def _compiled(level: Level, with_department: bool, scope: Scope) -> tuple[str, tuple[Any, ...]]:
    """The SQL and its values with stand-ins; ``scope`` makes the answer follow the catalogue."""
    viewer = Viewer(level, Department(pk=_DEPARTMENT) if with_department else None)
    moment = AsOf(_DAY, datetime.now(UTC), current=True)
    query = with_stages(_chosen(_SUBJECT, viewer, moment)).values_list(*COLUMNS).query
    return query.sql_with_params()
