"""What an item must be whose rows lie in the lake, and what its aggregates must be."""

from collections.abc import Iterator
from typing import Final

from gongxin.core.text import Text
from gongxin.law.catalogue import SCOPES, Aggregate, Item

TAKEN: Final = (
    "SUBMISSION",
    "ROW",
    "DEPARTMENT",
    "RECEIVED_ON",
    "SUBJECT",
    "LINKED_BY",
    "MONTH",
)
"""Names of the lake's own columns, which no field of a lake item may have."""


def lake_faults(item: Item) -> Iterator[tuple[str, Text]]:
    """Every inconsistency of ``storage`` and ``aggregates``, each with the key at which it stands."""
    if item.aggregates and item.storage != "lake":
        yield (
            "aggregates",
            Text(
                "aggregates 只用于 storage: lake 的目录项",
                "'aggregates' belong to items with storage: lake",
            ),
        )
    if item.storage != "lake":
        return
    for field in item.fields:
        if field.code in TAKEN:
            yield (
                field.code,
                Text(
                    f"{field.code} 是数据湖自己的列名，请换一个字段代码",
                    f"{field.code} is a column of the lake itself: choose another field code",
                ),
            )
    for aggregate in item.aggregates:
        yield from _aggregate(item, aggregate)


def _aggregate(item: Item, aggregate: Aggregate) -> Iterator[tuple[str, Text]]:
    where = aggregate.where.field if aggregate.where else None
    for code in (aggregate.field, where):
        if code and (code not in item.index or item.index[code].publicity == "never"):
            yield (
                "aggregates",
                Text(
                    f"{aggregate.code} 指向不存在或不保存的字段 {code}",
                    f"{aggregate.code} names field {code!r}, which is unknown or never stored",
                ),
            )
            return
    if (aggregate.field is None) != (aggregate.kind in ("count", "months")):
        yield (
            "aggregates",
            Text(
                f"{aggregate.code}：sum 和 latest 要写 field，count 和 months 不写",
                f"{aggregate.code}: sum and latest need a 'field', count and months take none",
            ),
        )
        return
    field = item.index[aggregate.field] if aggregate.field else None
    if aggregate.kind == "sum" and field is not None and field.type not in ("money", "integer"):
        yield (
            "aggregates",
            Text(
                f"{aggregate.code}：{field.code} 不是金额或整数，不能合计",
                f"{aggregate.code}: {field.code} is no amount or whole number and has no sum",
            ),
        )
    scope = item.publicity.scope
    if scope in SCOPES and SCOPES.index(aggregate.publicity) < SCOPES.index(scope):
        yield (
            "aggregates",
            Text(
                f"{aggregate.code} 的公开范围宽于目录项本身（{scope}）",
                f"{aggregate.code} is shown more widely than the item itself ({scope})",
            ),
        )
