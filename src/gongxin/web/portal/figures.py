"""How much is on file, for the front page: counted at most once a minute."""

from typing import Final, NamedTuple

from django.core.cache import cache

from gongxin.apps.records.queries import as_of, list_records
from gongxin.apps.records.visibility import PUBLIC, shown_items
from gongxin.law.load import load_catalogue

_KEY: Final = "portal-figures"
_SECONDS: Final = 60


class Figure(NamedTuple):
    """One number with its name; ``address`` is the list that it counts."""

    number: str
    title: str
    address: str


def figures(language: str) -> list[Figure]:
    """The number of public records of each item, ``10,000+`` where there are more than that."""
    counted: dict[str, str] | None = cache.get(_KEY)
    if counted is None:
        counted = _count()
        cache.set(_KEY, counted, _SECONDS)
    items = load_catalogue().items
    return [
        Figure(number, items[item_id].title.of(language), f"/records/{item_id}")
        for item_id, number in counted.items()
        if item_id in items
    ]


def _count() -> dict[str, str]:
    now = as_of()
    return {
        item_id: list_records(item_id, viewer=PUBLIC, as_of=now, size=1).total_text
        for item_id in shown_items(PUBLIC)
    }
