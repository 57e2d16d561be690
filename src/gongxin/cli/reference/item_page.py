"""The page of one catalogue item: what may be recorded, on what basis, and how it is checked."""

from gongxin.cli.reference.markdown import code, page, table
from gongxin.cli.reference.words import NO, POLARITY, PUBLICITY, TYPES, YES
from gongxin.core.text import Text
from gongxin.law.catalogue import Basis, Catalogue, Condition, Field, Item


def item_page(catalogue: Catalogue, item: Item, language: str) -> str:
    """The page of ``item`` in Markdown."""
    return page(
        language,
        f"{item.title.of(language)} `{item.id}`",
        item.description.of(language) if item.description else "",
        _summary(catalogue, item, language),
        "## " + Text("法定依据", "Legal basis").of(language),
        _bases(item, language),
        "## " + Text("字段", "Fields").of(language),
        _fields(item, language),
        _choices(item, language),
    )


def basis_line(basis: Basis, language: str) -> str:
    """One basis: instrument, article, day it took effect, and whether its text was read."""
    parts = [basis.document.of(language), basis.article or ""]
    parts.append(
        Text("{day} 起施行", "in force from {day}").format(day=basis.effective).of(language)
    )
    if not basis.verified:
        parts.append(Text("原文待核", "wording still to be verified").of(language))
    if basis.note:
        parts.append(basis.note.of(language))
    stop = "；" if language == "zh" else "; "
    return stop.join(part for part in parts if part)


def _summary(catalogue: Catalogue, item: Item, language: str) -> str:
    def row(zh: str, en: str, value: str) -> tuple[str, str]:
        return Text(zh, en).of(language), value

    anyone = Text("任何部门", "any department").of(language)
    category = catalogue.categories.get(item.category)
    title = category.title.of(language) if category else ""
    rows = [
        row("规则包", "Rule pack", code(item.pack)),
        row("全国目录类别", "National category", f"{item.category} {title}"),
        row("性质", "Polarity", POLARITY[item.polarity].of(language)),
        row("目录项生效", "Item effective from", str(item.effective)),
        row(
            "报送部门",
            "Submitted by",
            ", ".join(anyone if s == "*" else s for s in item.submitters),
        ),
        row("同一条记录的判断", "Same record when equal", ", ".join(map(code, item.key))),
        row("决定日期字段", "Dated by", code(item.decided)),
        row("公开范围", "Shown to", _publicity(item, language)),
        row("报送时限", "Deadline", _deadline(item, language)),
    ]
    return table(["", ""], rows)


def _publicity(item: Item, language: str) -> str:
    rule = item.publicity
    parts = [PUBLICITY[rule.scope].of(language)]
    if rule.window:
        text = Text("公示期按 [{window}](windows.md)", "publicity window [{window}](windows.md)")
        parts.append(text.format(window=rule.window).of(language))
    if rule.starts_field:
        text = Text("填有 `{field}` 的自该日起算", "counted from `{field}` where it is filled")
        parts.append(text.format(field=rule.starts_field).of(language))
    if rule.ends_field:
        text = Text("不晚于 `{field}`", "not after `{field}`")
        parts.append(text.format(field=rule.ends_field).of(language))
    return "; ".join(parts)


def _deadline(item: Item, language: str) -> str:
    if item.deadline is None:
        return Text("无", "none").of(language)
    text = Text("`{field}` 起 {n} 个工作日内", "{n} working days from `{field}`")
    counted = text.format(field=item.deadline.field, n=item.deadline.working_days).of(language)
    return f"{counted} ({basis_line(item.deadline.basis, language)})"


def _bases(item: Item, language: str) -> str:
    return "\n".join(f"* {basis_line(basis, language)}" for basis in item.bases)


def _fields(item: Item, language: str) -> str:
    header = [
        Text("代码", "Code"), Text("名称", "Title"), Text("类型", "Type"), Text("必填", "Required"),
        Text("公开", "Shown to"), Text("别名", "Aliases"), Text("示例", "Example"), Text("说明", "Help"),
    ]  # fmt: skip
    rows = [
        (
            code(field.code),
            field.title.of(language),
            _type(field, language),
            _required(field, language),
            PUBLICITY[field.publicity].of(language),
            "、".join(field.aliases) if language == "zh" else ", ".join(field.aliases),
            code(field.example or ""),
            field.help.of(language) if field.help else "",
        )
        for field in item.fields
    ]
    return table([title.of(language) for title in header], rows)


def _type(field: Field, language: str) -> str:
    text = TYPES[field.type].of(language)
    if field.unit:
        text += f" ({field.unit})"
    if field.length:
        text += (
            Text("，最长 {n} 字", ", at most {n} characters").format(n=field.length).of(language)
        )
    return text


def _required(field: Field, language: str) -> str:
    if field.required:
        return YES.of(language)
    if field.required_if:
        return _condition(field.required_if, language)
    if field.only_if:
        text = Text("仅当 {when} 时可填", "allowed only when {when}")
        return text.format(when=_condition(field.only_if, language)).of(language)
    return NO.of(language)


def _condition(condition: Condition, language: str) -> str:
    if not condition.any_of:
        return (
            Text("`{field}` 已填", "`{field}` is filled").format(field=condition.field).of(language)
        )
    values = (" / ").join(condition.any_of)
    return (
        Text("`{field}` 为 {values}", "`{field}` is {values}")
        .format(field=condition.field, values=values)
        .of(language)
    )


def _choices(item: Item, language: str) -> str:
    fields = [field for field in item.fields if field.choices]
    return "\n\n".join(_choices_of(field, language) for field in fields)


def _choices_of(field: Field, language: str) -> str:
    header = [
        Text("取值", "Value"), Text("名称", "Title"), Text("也接受", "Also accepted"), Text("", "")
    ]  # fmt: skip
    refused = Text("仅适用于自然人：退回", "only for natural persons: refused").of(language)
    rows = [
        (
            code(choice.value),
            choice.title.of(language),
            ", ".join(choice.also),
            refused if choice.refused else "",
        )
        for choice in field.choices
    ]
    more = Text(
        "最后一项之后可以用“-”写明具体内容。", "The last value may be specified after a dash."
    ).of(language)
    return "\n\n".join(
        [
            f"### `{field.code}` {field.title.of(language)}",
            table([title.of(language) for title in header], rows),
            more if field.open_choices else "",
        ]
    ).strip()
