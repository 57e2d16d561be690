"""A ledger as a small catalogue item of its own, so that the same checks and templates serve it."""

from dataclasses import replace
from functools import cache

from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item, PublicityRule, SubjectFields
from gongxin.law.load import load_catalogue


def number_field(item: Item) -> Field | None:
    """The field that holds a decision's number: the first text of the key that is no name."""
    texts = (item.index[code] for code in item.key if code != item.subject.name)
    return next((field for field in texts if field.type == "text"), None)


def items_with_ledger() -> list[Item]:
    """The items of which a ledger can be kept: negative ones and those with a deadline."""
    return [
        item
        for item in load_catalogue().items.values()
        if number_field(item) is not None and (item.deadline or item.polarity == "negative")
    ]


@cache
def ledger_item(item_id: str) -> Item:
    """The item of a ledger of ``item_id``: two columns, the decision's number and its day."""
    item = load_catalogue().item(item_id)
    number = number_field(item)
    assert number is not None, item_id
    decided = item.index[item.decided]
    fields = (
        _required(number, ("决定文书号", "文书号", "文号", "编号")),
        _required(decided, ("决定日期", "日期")),
    )
    return replace(
        item,
        id=f"ledger-{item.id}",
        title=Text(f"{item.title.zh}台账", f"Ledger: {item.title.en}"),
        subject=SubjectFields(code="", name=number.code),
        key=(number.code,),
        decided=decided.code,
        publicity=PublicityRule("internal"),
        fields=fields,
        deadline=None,
        department=None,
        headline=(number.code,),
    )


def _required(field: Field, aliases: tuple[str, ...]) -> Field:
    return replace(
        field,
        required=True,
        required_if=None,
        only_if=None,
        column_optional=False,
        not_before=None,
        aliases=(*field.aliases, *(a for a in aliases if a not in field.aliases)),
    )
