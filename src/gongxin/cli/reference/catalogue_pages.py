"""The catalogue's pages: all items, and the publicity windows they use."""

from gongxin.cli.reference.item_page import basis_line
from gongxin.cli.reference.markdown import code, page, table
from gongxin.cli.reference.words import NO, POLARITY, WINDOW_CLASS, YES
from gongxin.core.text import Text
from gongxin.law.catalogue import Catalogue
from gongxin.law.window_set import Parameter, WindowClass, WindowSet, WindowVersion


def index_page(catalogue: Catalogue, language: str) -> str:
    """All items in their order, each with a link to its page."""
    header = [
        Text("目录项", "Item"), Text("标识", "Id"), Text("全国目录类别", "National category"),
        Text("性质", "Polarity"), Text("字段数", "Fields"), Text("首要依据", "First basis"),
    ]  # fmt: skip
    rows = [
        (
            f"[{item.title.of(language)}]({item.id}.md)",
            code(item.id),
            item.category,
            POLARITY[item.polarity].of(language),
            len(item.fields),
            item.bases[0].document.of(language),
        )
        for item in catalogue.items.values()
    ]
    return page(
        language,
        Text("公共信用信息目录", "Catalogue of public credit information").of(language),
        Text(
            "没有列入目录、没有法定依据的信息不能录入。公示期见 [windows.md](windows.md)。",
            "What is not listed here with its legal basis cannot be entered. "
            "Publicity windows: [windows.md](windows.md).",
        ).of(language),
        table([title.of(language) for title in header], rows),
    )


def windows_page(windows: dict[str, WindowSet], language: str) -> str:
    """Every dated publicity window with its classes."""
    return page(
        language,
        Text("公示期", "Publicity windows").of(language),
        Text(
            "公示截止日由记录的决定日期和种类按下列规则算出；规则按决定日期选用。",
            "The last public day is computed from a record's decision date and kinds by these rules; "
            "the version is chosen by the decision date.",
        ).of(language),
        *[_window(window, language) for window in windows.values()],
    )


def _window(window: WindowSet, language: str) -> str:
    parts = [f"## {window.title.of(language)} `{window.id}`"]
    parts += [_version(version, language, "###") for version in window.versions]
    for rule in reversed(window.special):
        sectors = "、".join(f"{one.title.of(language)} `{one.id}`" for one in rule.sectors)
        parts += [f"### {rule.title.of(language)} `{rule.id}`", sectors]
        parts += [_version(version, language, "####") for version in rule.versions]
    return "\n\n".join(parts)


def _applies(version: WindowVersion) -> Text:
    if version.decided_from:
        return Text("适用于 {day} 及以后的决定", "Decisions from {day} on").format(
            day=version.decided_from
        )
    if version.decided_until:
        return Text("适用于 {day} 及以前的决定", "Decisions up to {day}").format(
            day=version.decided_until
        )
    return Text("适用于更早的决定", "Earlier decisions")


def _version(version: WindowVersion, language: str, level: str) -> str:
    unlimited = Text("不限", "no set end").of(language)
    header = [
        Text("等级", "Class"), Text("种类", "Kinds"), Text("公示", "Published"),
        Text("最短（月）", "Shortest (months)"), Text("最长（月）", "Longest (months)"),
        Text("原文已核", "Wording verified"),
    ]  # fmt: skip
    rows = [
        (
            WINDOW_CLASS[one.severity].of(language),
            _kinds(one).of(language),
            (YES if one.published else NO).of(language),
            one.shortest,
            unlimited if one.longest is None else one.longest,
            (YES if one.verified else NO).of(language),
        )
        for one in version.classes
    ]
    otherwise = Text("未列明的种类：{severity}", "Kinds not named: {severity}").format(
        severity=WINDOW_CLASS[version.otherwise].of(language)
    )
    return "\n\n".join(
        [
            f"{level} {_applies(version).of(language)}",
            basis_line(version.basis, language),
            table([title.of(language) for title in header], rows),
            otherwise.of(language),
            *(_parameter(*one, language) for one in _open_choices(version)),
        ]
    )


def _kinds(one: WindowClass) -> Text:
    """The kinds of a class, those of the summary procedure and the fines by amount."""
    zh, en = list(one.kinds), list(one.kinds)
    zh += [f"简易程序的{kind}" for kind in one.simple]
    en += [f"{kind} in the summary procedure" for kind in one.simple]
    if one.fine_below is not None:
        zh.append(f"不足 {one.fine_below} 万元的罚款")
        en.append(f"fines below {one.fine_below} × 10,000 yuan")
    if one.fine_from is not None:
        zh.append(f"{one.fine_from} 万元以上的罚款")
        en.append(f"fines from {one.fine_from} × 10,000 yuan")
    return Text("、".join(zh), ", ".join(en))


def _open_choices(version: WindowVersion) -> list[tuple[Text, Parameter]]:
    return [
        (Text("最长期限届满而义务未履行", "Longest window over, duties open"), version.unperformed),
        (Text("对此前的决定", "Earlier decisions"), version.earlier),
    ]


def _parameter(title: Text, parameter: Parameter, language: str) -> str:
    read = (YES if parameter.verified else NO).of(language)
    verified = Text(f"原文已核：{read}", f"wording verified: {read}").of(language)
    note = f" {parameter.note.of(language)}" if parameter.note else ""
    return f"* {title.of(language)}: `{parameter.value}` ({verified}).{note}"
