"""The words of every fault, filled in for an item's fields; column and value seen are left open."""

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Choice, Condition, Field, Item


def open_message(check: Check, field: Field, item: Item) -> Text:
    """The check's sentence about one field, with ``{column}`` and ``{seen}`` still open."""
    zh, en = (_words(field, item, language) for language in ("zh", "en"))
    return Text(
        check.message.zh.format(**_OPEN, **zh).strip(),
        check.message.en.format(**_OPEN, **en).strip(),
    )


_OPEN = {"seen": "{seen}", "column": "{column}"}


def _words(field: Field, item: Item, language: str) -> dict[str, object]:
    condition = field.required_if or field.only_if
    other = item.index.get(field.not_before or (condition.field if condition else ""))
    when, unless = _condition(other, condition, language)
    return {
        "length": field.length,
        "choices": _choices(field, language),
        "example": _example(field),
        "accepted": _accepted(field, language),
        "no_code": _no_code(field, item, language),
        "other": other.title.of(language) if other else "",
        "when": when,
        "unless": unless,
        "deadline": item.deadline.working_days if item.deadline else "",
    }


_EXAMPLES = {
    "uscc": "91329901MA1000017C",
    "orgcode": "MA1000017",
    "regno": "329901000000019",
    "date": "2026-11-21",
    "money": "0.2",
    "capital": "200万元",
    "integer": "3",
}


def _example(field: Field) -> str:
    return field.example or _EXAMPLES.get(field.type, "")


def _choices(field: Field, language: str) -> str:
    accepted = [choice for choice in field.choices if not choice.refused]
    named = _listed([_named(choice, language) for choice in accepted], language)
    if not field.open_choices:
        return named
    last = field.choices[-1].value
    return named + (
        f"（可写作 {last}-具体内容）" if language == "zh" else f" (as {last}-particulars)"
    )


def _named(choice: Choice, language: str) -> str:
    """A choice as it is to be written, with its title where that says more."""
    title = choice.title.of(language)
    if title == choice.value:
        return title
    return f"{choice.value}（{title}）" if language == "zh" else f"{choice.value} ({title})"


def _listed(words: list[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _accepted(field: Field, language: str) -> str:
    if field.choices:
        said, seen = Text("可选：{seen}。", "Accepted: {seen}."), _choices(field, language)
    else:
        said, seen = Text("例如：{seen}。", "For example: {seen}."), _example(field).rstrip("。.")
    return said.of(language).format(seen=seen) if seen else ""


def _no_code(field: Field, item: Item, language: str) -> str:
    """What to do where an organisation has no credit code."""
    if field.placeholders:
        said = Text("没有代码时填 {seen}。", "Write {seen} where there is none.")
        return said.of(language).format(seen=field.placeholders[0])
    if field.required:
        return Text("请填登记证照上的代码。", "Enter the code of the certificate.").of(language)
    subject = item.subject
    others = [item.index[code].title for code in (subject.regno, subject.orgcode) if code]
    if field.code != subject.code or not others:
        return Text("没有代码时请留空。", "Leave it empty where there is none.").of(language)
    said = Text(
        "没有代码时请留空，并填写{seen}。", "Leave it empty where there is none, and fill {seen}."
    )
    return said.of(language).format(seen=_either([t.of(language) for t in others], language))


def _condition(other: Field | None, condition: Condition | None, language: str) -> tuple[str, str]:
    """The condition as the start of a sentence, and what is so where it does not hold."""
    if other is None or condition is None:
        return "", ""
    if not condition.any_of:
        when, unless = _FILLED
    else:
        when, unless = _INCLUDES if other.type == "enums" else _IS
    choices = {choice.value: choice for choice in other.choices}
    values = [_named(choices[v], language) if v in choices else v for v in condition.any_of]
    seen = {"title": other.title.of(language), "values": _either(values, language)}
    return when.of(language).format(**seen), unless.of(language).format(**seen)


_FILLED = (
    Text("「{title}」已填写时", "Where “{title}” is filled"),
    Text("「{title}」是空的", "“{title}” is empty"),
)
_INCLUDES = (
    Text("「{title}」中有{values}时", "Where “{title}” includes {values}"),
    Text("「{title}」中没有{values}", "“{title}” does not include {values}"),
)
_IS = (
    Text("「{title}」是{values}时", "Where “{title}” is {values}"),
    Text("「{title}」不是{values}", "“{title}” is not {values}"),
)


def _either(words: list[str], language: str) -> str:
    if language == "zh":
        return "或".join(f"「{word}」" for word in words)
    return " or ".join(f"“{word}”" for word in words)
