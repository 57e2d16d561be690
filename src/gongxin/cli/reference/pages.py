"""All reference pages, and whether a folder holds them as the code says."""

from pathlib import Path

from gongxin.cli.reference.api_page import api_page
from gongxin.cli.reference.catalogue_pages import index_page, windows_page
from gongxin.cli.reference.checks_page import checks_page
from gongxin.cli.reference.commands_page import commands_page
from gongxin.cli.reference.item_page import item_page
from gongxin.cli.reference.markdown import page
from gongxin.cli.reference.settings_page import settings_page
from gongxin.core.text import Text
from gongxin.law.load import load_rules

FOLDERS = {"zh": "", "en": "en/"}
"""Where each language's pages lie in the reference folder."""


def all_pages() -> dict[str, str]:
    """Every page by its path inside the reference folder, in Chinese and in English."""
    return {
        f"{folder}{name}": text
        for language, folder in FOLDERS.items()
        for name, text in _pages(language).items()
    }


def write(folder: Path) -> list[str]:
    """Make ``folder`` hold exactly these pages; the paths that changed."""
    changed = differing(folder)
    pages = all_pages()
    for name in changed:
        path = folder / name
        if name in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


def differing(folder: Path) -> list[str]:
    """The paths whose page in ``folder`` is missing, outdated, or no longer one of ours."""
    pages = all_pages()
    kept = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md")}
    wrong = [n for n, text in pages.items() if n not in kept or _read(kept[n]) != text]
    return sorted([*wrong, *(kept.keys() - pages.keys())])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _pages(language: str) -> dict[str, str]:
    catalogue, windows = load_rules()
    items = catalogue.items.values()
    return {
        "index.md": _contents(language),
        "catalogue/index.md": index_page(catalogue, language),
        "catalogue/windows.md": windows_page(windows, language),
        **{f"catalogue/{item.id}.md": item_page(catalogue, item, language) for item in items},
        "checks.md": checks_page(language),
        "commands.md": commands_page(language),
        "api.md": api_page(language),
        "settings.md": settings_page(language),
    }


def _contents(language: str) -> str:
    lines = [
        ("catalogue/index.md", Text("公共信用信息目录", "Catalogue")),
        ("catalogue/windows.md", Text("公示期", "Publicity windows")),
        ("checks.md", Text("数据检查", "Checks")),
        ("commands.md", Text("命令行", "Command line")),
        ("api.md", Text("接口", "API")),
        ("settings.md", Text("环境变量", "Environment variables")),
    ]
    other = "[English](en/index.md)" if language == "zh" else "[中文](../index.md)"
    return page(
        language,
        Text("参考", "Reference").of(language),
        other,
        "\n".join(f"* [{title.of(language)}]({path})" for path, title in lines),
    )
