"""The checks that an item's rows go through, for its catalogue page."""

from functools import lru_cache
from typing import Final, NamedTuple

from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.web.portal.words import listed


class CheckLine(NamedTuple):
    """One check; ``shape`` is the look of its consequence."""

    title: str
    fields: str
    shape: str
    consequence: str
    law: str


def check_lines(item: Item, language: str) -> list[CheckLine]:
    """Every check that applies to some field of ``item``, in the order in which faults are told."""
    from gongxin.batch.checks.registry import CHECKS  # the table engine, which no other page needs

    lines = []
    for check in CHECKS:
        fields = [field for field in item.fields if check.applies(item, field)]
        if fields:
            shape, consequence = _CONSEQUENCES[check.severity]
            lines.append(
                CheckLine(
                    title=check.title.of(language),
                    fields=_named(tuple(f.title for f in fields), len(item.fields), language),
                    shape=shape,
                    consequence=consequence.of(language),
                    law=check.law.of(language),
                )
            )
    return lines


@lru_cache(maxsize=512)
def _named(titles: tuple[Text, ...], of_all: int, language: str) -> str:
    """The fields' names; only their number where a check looks at most of them."""
    if len(titles) > min(4, of_all - 1):
        return _MANY.format(number=len(titles)).of(language)
    return listed((title.of(language) for title in titles), language)


_CONSEQUENCES: Final = {
    "refuse": ("bad", Text("整行拒收，不保存", "the row is refused and not kept")),
    "reject": ("rejected", Text("整行退回", "the row is sent back")),
    "warn": ("warn", Text("入档并提示", "filed, with a warning")),
}
_MANY: Final = Text("{number} 个字段", "{number} fields")
