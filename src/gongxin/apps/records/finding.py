"""How a list of records is narrowed, and counted without counting millions."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from gongxin.apps.records.models import Record
from gongxin.apps.records.views import RecordFilters
from gongxin.apps.subjects.queries import subject_ids
from gongxin.apps.subjects.searching import storable
from gongxin.law.catalogue import Field, Item

CAP = 10_000


def capped_count(records: QuerySet[Record, Any]) -> tuple[int, bool]:
    """The number of rows up to ``CAP``, and whether there are more."""
    counted = records.order_by()[: CAP + 1].count()
    return min(counted, CAP), counted > CAP


def matching(records: QuerySet[Record], item: Item, filters: RecordFilters) -> QuerySet[Record]:
    """The records of ``item`` that every filter which is not empty lets through."""
    words = (filters.text, filters.region, filters.department, filters.kind)
    if any(storable(word) != word for word in words):
        return records.none()
    if filters.region:
        records = records.filter(subject__region__startswith=filters.region)
    if filters.department:
        records = records.filter(department__code=filters.department)
    if filters.decided_from:
        records = records.filter(decided_on__gte=filters.decided_from)
    if filters.decided_to:
        records = records.filter(decided_on__lte=filters.decided_to)
    kinds = kind_field(item)
    if filters.kind and kinds:
        records = records.alias(kinds=KT(f"fields__{kinds.code}")).filter(
            kinds__contains=filters.kind
        )
    if filters.text.strip():
        records = _about(records, item, filters.text.strip())
    return records


def kind_field(item: Item) -> Field | None:
    """The field whose values a list can be narrowed by: the one that decides the window's class."""
    return item.index.get(item.publicity.kinds_field or "")


def document_field(item: Item) -> Field | None:
    """The field with the number of the decision: the item's first text field that is in its key."""
    about = {item.subject.code, item.subject.name}
    keys = (item.index[code] for code in item.key if code not in about)
    return next((f for f in keys if f.type == "text" and f.publicity == "public"), None)


def _about(records: QuerySet[Record], item: Item, text: str) -> QuerySet[Record]:
    """Organisations with this name or code, or else the document with this number.

    One after the other, because a condition with OR between the two cannot use an index.
    """
    ids = subject_ids(text)
    if ids:
        return records.filter(subject_id__in=ids)
    numbered = document_field(item)
    if numbered is None or not any(c.isdigit() for c in text):
        return records.none()
    number = KT(f"fields__{numbered.code}")
    return records.alias(document=number).filter(document=text)
