"""The catalogue item that a command names."""

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue


def required_item(item_id: str) -> Item:
    """The item with this id; GongxinError that lists the known ones otherwise."""
    items = load_catalogue().items
    if item_id in items:
        return items[item_id]
    known = ", ".join(items)
    raise GongxinError(
        "no-item",
        Text(
            f"没有目录项“{item_id}”。可用的有：{known}。",
            f"There is no item {item_id!r}. Known: {known}.",
        ),
    )
