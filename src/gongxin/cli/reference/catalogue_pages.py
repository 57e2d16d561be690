"""The catalogue's pages: all items, and the publicity windows they use."""

from gongxin.cli.reference.item_page import basis_line
from gongxin.cli.reference.markdown import code, page, table
from gongxin.cli.reference.words import NO, POLARITY, WINDOW_CLASS, YES
from gongxin.core.text import Text
from gongxin.law.catalogue import Catalogue
from gongxin.law.window_set import WindowSet, WindowVersion


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
    parts += [_version(version, language) for version in window.versions]
    return "\n\n".join(parts)


def _version(version: WindowVersion, language: str) -> str:
    since = (
        Text("适用于 {day} 及以后的决定", "Decisions from {day} on").format(
            day=version.decided_from
        )
        if version.decided_from
        else Text("适用于更早的决定", "Earlier decisions")
    )
    unlimited = Text("不限", "no set end").of(language)
    header = [
        Text("等级", "Class"), Text("种类", "Kinds"), Text("公示", "Published"),
        Text("最短（月）", "Shortest (months)"), Text("最长（月）", "Longest (months)"),
        Text("原文已核", "Wording verified"),
    ]  # fmt: skip
    rows = [
        (
            WINDOW_CLASS[one.severity].of(language),
            "、".join(one.kinds),
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
            f"### {since.of(language)}",
            basis_line(version.basis, language),
            table([title.of(language) for title in header], rows),
            otherwise.of(language),
        ]
    )
