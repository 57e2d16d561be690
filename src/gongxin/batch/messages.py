"""The words of every fault, filled in for an item's fields; column and value seen are left open."""

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Condition, Field, Item


def open_message(check: Check, field: Field, item: Item) -> Text:
    """The check's sentence about one field, with ``{column}`` and ``{seen}`` still open."""
    zh, en = (_words(field, item, language) for language in ("zh", "en"))
    return Text(check.message.zh.format(**_OPEN, **zh), check.message.en.format(**_OPEN, **en))


_OPEN = {"seen": "{seen}", "column": "{column}"}


def _words(field: Field, item: Item, language: str) -> dict[str, object]:
    condition = field.required_if or field.only_if
    other = item.index.get(field.not_before or (condition.field if condition else ""))
    return {
        "length": field.length,
        "unit": field.unit or "",
        "choices": _choices(field, language),
        "example": field.example or _EXAMPLES.get(field.type, ""),
        "accepted_zh": _accepted(field, "zh"),
        "accepted_en": _accepted(field, "en"),
        "other": other.title.of(language) if other else "",
        "other_choices": _condition(other, condition, language),
        "deadline": item.deadline.working_days if item.deadline else "",
    }


_EXAMPLES = {
    "uscc": "91329901MA1000012X",
    "orgcode": "MA1000012",
    "regno": "329901000000012",
    "date": "2026-11-21",
    "money": "0.2",
    "capital": "200万元",
    "integer": "3",
}


def _choices(field: Field, language: str) -> str:
    titles = [
        c.value if language == "zh" else f"{c.value} ({c.title.en})"
        for c in field.choices
        if not c.refused
    ]
    return ("、" if language == "zh" else ", ").join(titles)


def _accepted(field: Field, language: str) -> str:
    if field.choices:
        choices = _choices(field, language)
        return f"可选：{choices}。" if language == "zh" else f"Accepted: {choices}."
    example = field.example or _EXAMPLES.get(field.type)
    if example is None:
        return ""
    return f"例如：{example}。" if language == "zh" else f"For example: {example}."


def _condition(other: Field | None, condition: Condition | None, language: str) -> str:
    if other is None or condition is None:
        return ""
    if not condition.any_of:
        return "已填写" if language == "zh" else "filled"
    titles = {c.value: c.title.of(language) for c in other.choices}
    words = [titles.get(value, value) for value in condition.any_of]
    return "「" + "、".join(words) + "」" if language == "zh" else " or ".join(words)
