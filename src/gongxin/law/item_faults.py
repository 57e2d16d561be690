"""What an item must be in itself: its parts name each other rightly and no two columns collide."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from gongxin.core.text import Text
from gongxin.law.catalogue import Condition, Field, Item

Check = Callable[[Item], Iterator[tuple[str, Text]]]


def item_faults(item: Item) -> Iterator[tuple[str, Text]]:
    """Every inconsistency of an item, each with the code or key at which it stands."""
    for check in (_names, _columns, _types, _dates, _conditions, _never_fields, _window):
        yield from check(item)


def header_form(title: str) -> str:
    """A header as it is compared: width, brackets, spaces, punctuation marks and case dropped.

    >>> header_form("代码_1（统一社会信用代码）") == header_form("代码１ 统一社会信用代码")
    True
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title)).upper()


def _names(item: Item) -> Iterator[tuple[str, Text]]:
    subject = item.subject
    named = {
        "key": item.key,
        "decided": (item.decided,),
        "department": (item.department,),
        "headline": item.headline,
        "subject": (
            subject.code,
            subject.name,
            subject.party_class,
            subject.regno,
            subject.orgcode,
            subject.region,
            subject.legal_representative,
        ),
        "publicity": (
            item.publicity.ends_field,
            item.publicity.kinds_field,
            item.publicity.fine_field,
            item.publicity.procedure_field,
            item.publicity.sector_field,
            item.publicity.starts_field,
        ),
        "deadline": (item.deadline.field if item.deadline else None,),
    }
    for place, codes in named.items():
        for code in codes:
            if code and code not in item.index:
                yield place, _unknown_field(place, code)
    if not item.key:
        yield "key", Text("key 至少写一个字段", "'key' must name at least one field")
    if not item.submitters:
        yield "submitters", Text("缺少 submitters", "'submitters' is missing")
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", item.id):
        yield (
            "id",
            Text(
                f"id 只用小写字母、数字和连字符，如 serious-list，写的是“{item.id}”",
                f"'id' is lower-case letters, digits and hyphens such as serious-list, not "
                f"{item.id!r}",
            ),
        )


def _columns(item: Item) -> Iterator[tuple[str, Text]]:
    """A header must lead to one field: no code, title or alias may stand for two."""
    taken: dict[str, Field] = {}
    for field in item.fields:
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", field.code):
            yield (
                field.code,
                Text(
                    f"字段代码只用大写字母、数字和下划线，写的是“{field.code}”",
                    f"a field code is upper-case letters, digits and _, not {field.code!r}",
                ),
            )
        for title in (field.code, field.title.zh, field.title.en, *field.aliases):
            other = taken.setdefault(header_form(title), field)
            if other is not field:
                yield (
                    field.code,
                    Text(
                        f"表头“{title}”既指 {other.code} 又指 {field.code}",
                        f"header {title!r} stands for both {other.code} and {field.code}",
                    ),
                )


def _types(item: Item) -> Iterator[tuple[str, Text]]:
    for field in item.fields:
        if (field.type in ("enum", "enums")) != bool(field.choices):
            yield (
                field.code,
                Text(
                    "choices 应当且只应当用于 enum 和 enums 字段",
                    "'choices' belong to enum and enums fields, and to no other",
                ),
            )
        if (field.type == "money") != (field.unit == "万元"):
            yield (
                field.code,
                Text("money 字段的 unit 应为 万元", "a money field has unit 万元, no other has"),
            )
        if field.mask_person and field.type != "text":
            yield field.code, Text("mask_person 只用于 text", "'mask_person' is for text fields")
        spellings = [s for c in field.choices for s in (c.value, *c.also)]
        for doubled in sorted({s for s in spellings if spellings.count(s) > 1}):
            yield (
                field.code,
                Text(f"取值“{doubled}”有两种解释", f"value {doubled!r} stands for two choices"),
            )


def _dates(item: Item) -> Iterator[tuple[str, Text]]:
    named = [("decided", item.decided), ("publicity", item.publicity.ends_field)]
    named += [("publicity", item.publicity.starts_field)]
    named += [("deadline", item.deadline.field)] if item.deadline else []
    named += [(f.code, f.not_before) for f in item.fields if f.not_before]
    for place, code in named:
        field = item.index.get(code or "")
        if field is not None and field.type != "date":
            yield place, Text(f"{code} 不是日期字段", f"{code} is not a date field")
        if place == "decided" and field is not None and not field.required:
            yield place, Text(f"{code} 应为必填", f"{code} dates the record and must be required")


def _conditions(item: Item) -> Iterator[tuple[str, Text]]:
    for field in item.fields:
        if field.not_before and field.not_before not in item.index:
            yield field.code, _unknown_field("not_before", field.not_before)
        for place, condition in (("required_if", field.required_if), ("only_if", field.only_if)):
            if condition is not None:
                yield from _condition(item, field, place, condition)


def _condition(
    item: Item, field: Field, place: str, condition: Condition
) -> Iterator[tuple[str, Text]]:
    other = item.index.get(condition.field)
    if other is None:
        yield field.code, _unknown_field(place, condition.field)
        return
    values = {choice.value for choice in other.choices}
    for value in condition.any_of:
        if values and value not in values:
            yield (
                field.code,
                Text(
                    f"{place} 的“{value}”不是 {other.code} 的取值",
                    f"{place}: {value!r} is not a choice of {other.code}",
                ),
            )


def _never_fields(item: Item) -> Iterator[tuple[str, Text]]:
    """A field that is never kept cannot be asked for, nor be what anything else rests on."""
    used = {*item.key, *item.headline, item.subject.code, item.subject.name, item.decided}
    for field in item.fields:
        if field.publicity != "never":
            continue
        if field.required or field.required_if or field.code in used:
            yield (
                field.code,
                Text(
                    "不保存的字段（never）不得必填，也不得用于 key、headline、subject、decided",
                    "a never-stored field may not be required, nor serve as key, headline, subject "
                    "or decided",
                ),
            )


def _window(item: Item) -> Iterator[tuple[str, Text]]:
    if item.polarity == "negative" and item.publicity.window is None:
        yield (
            "publicity",
            Text(
                "负面信息必须有公示期 window：每条负面记录都要有结束日期",
                "a negative item must have a 'window': every negative record has an end date",
            ),
        )
    kinds = item.index.get(item.publicity.kinds_field or "")
    if kinds is not None and kinds.type not in ("enum", "enums"):
        yield "publicity", Text(f"{kinds.code} 不是枚举字段", f"{kinds.code} is not an enumeration")
    fine = item.index.get(item.publicity.fine_field or "")
    if fine is not None and fine.type != "money":
        yield "publicity", Text(f"{fine.code} 不是金额字段", f"{fine.code} is not a money field")


def _unknown_field(place: str, code: str) -> Text:
    return Text(f"{place} 指向不存在的字段 {code}", f"{place!r} names unknown field {code!r}")
