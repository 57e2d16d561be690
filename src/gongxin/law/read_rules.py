"""Read the rules of packs and check them against each other, or say everything that is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gongxin.law.catalogue import Catalogue, Category, Item
from gongxin.law.item_faults import item_faults
from gongxin.law.kept_rules import Rules
from gongxin.law.lake_faults import lake_faults
from gongxin.law.packs import Pack, find_packs
from gongxin.law.read_item import read_item
from gongxin.law.read_windows import read_sectors, read_window_set
from gongxin.law.window_set import Sector, WindowSet
from gongxin.law.yaml_source import Entry, Faults, read_yaml


def read_rules(roots: Sequence[Path]) -> Rules:
    """Read the packs under ``roots``; raises LawError with every fault of every file."""
    faults = Faults()
    packs = find_packs(roots, faults)
    categories = {c.number: c for pack in packs for c in _categories(pack, faults)}
    sectors = {s.id: s for pack in packs for s in _sectors(pack, faults)}
    windows = _windows(packs, sectors, faults)
    items: dict[str, Item] = {}
    for pack in packs:
        for path in pack.files("items"):
            _add_item(path, pack, items, categories, windows, faults)
    faults.raise_any()
    ordered = sorted(items.values(), key=lambda item: (item.order, item.id))
    return Catalogue({item.id: item for item in ordered}, categories), windows, sectors


def _categories(pack: Pack, faults: Faults) -> list[Category]:
    path = pack.folder / "categories.yaml"
    top = read_yaml(path, faults) if path.exists() else None
    if top is None:
        return []
    found = [_read_category(entry) for entry in top.entries("categories")]
    top.close()
    return found


def _read_category(entry: Entry) -> Category:
    category = Category(entry.text("number"), entry.bilingual("title"), entry.flag("verified"))
    entry.close()
    return category


def _sectors(pack: Pack, faults: Faults) -> tuple[Sector, ...]:
    path = pack.folder / "sectors.yaml"
    top = read_yaml(path, faults) if path.exists() else None
    return () if top is None else read_sectors(top)


def _windows(
    packs: Sequence[Pack], sectors: Mapping[str, Sector], faults: Faults
) -> dict[str, WindowSet]:
    """The general rules by their id, each with the special ones that go before it."""
    found: dict[str, tuple[WindowSet, Entry]] = {}
    for pack in packs:
        for path in pack.files("windows"):
            entry = read_yaml(path, faults)
            if entry is not None:
                rule = read_window_set(entry, pack.id, sectors)
                if rule.id in found:
                    entry.note(
                        f"公示期规则 {rule.id} 重复", f"window rule {rule.id!r} exists already"
                    )
                found.setdefault(rule.id, (rule, entry))
    general = {rule.id: rule for rule, _ in found.values() if not rule.of}
    for rule, entry in found.values():
        if rule.of and rule.of not in general:
            entry.note(
                f"of 指向的公示期规则 {rule.of} 不存在",
                f"'of' names window rule {rule.of!r}, which does not exist",
                entry.line_of("of"),
            )
    # a city's own pack comes after the national one and goes before it
    special = [rule for rule, _ in reversed(found.values()) if rule.of]
    return {
        rule.id: replace(rule, special=tuple(one for one in special if one.of == rule.id))
        for rule in general.values()
    }


def _add_item(
    path: Path,
    pack: Pack,
    items: dict[str, Item],
    categories: dict[str, Category],
    windows: dict[str, WindowSet],
    faults: Faults,
) -> None:
    entry = read_yaml(path, faults)
    if entry is None:
        return
    before = len(faults.found)
    item = read_item(entry, pack.id)
    if item.id in items:
        entry.note(f"目录项 {item.id} 重复", f"item {item.id!r} exists already")
    items.setdefault(item.id, item)
    if len(faults.found) > before:
        return  # its parts cannot be compared while some of them are unreadable
    for place, text in (*item_faults(item), *lake_faults(item)):
        entry.note(text.zh, text.en, _line(entry, item, place))
    _check_category(entry, item, categories)
    _check_window(entry, item, windows)


def _check_category(entry: Entry, item: Item, categories: dict[str, Category]) -> None:
    if item.category not in categories:
        entry.note(
            f"目录类别“{item.category}”不存在",
            f"category {item.category!r} is not in categories.yaml",
            entry.line_of("category"),
        )


def _check_window(entry: Entry, item: Item, windows: dict[str, WindowSet]) -> None:
    name = item.publicity.window
    if name is None:
        return
    line = entry.line_of("publicity")
    if name not in windows:
        entry.note(f"公示期规则 {name} 不存在", f"there is no window rule {name!r}", line)
        return
    kinds_field = item.index.get(item.publicity.kinds_field or "")
    choices = {choice.value for choice in kinds_field.choices} if kinds_field else set()
    rules = (windows[name], *windows[name].special)
    classes = [one for rule in rules for version in rule.versions for one in version.classes]
    unknown = "、".join(
        sorted({kind for one in classes for kind in (*one.kinds, *one.simple)} - choices)
    )
    if unknown:
        entry.note(
            f"公示期规则 {name} 的种类不是 kinds_field 的取值：{unknown}",
            f"window rule {name!r} speaks of kinds that 'kinds_field' does not offer: {unknown}",
            line,
        )
    if item.polarity == "negative" and any(one.longest is None for one in classes):
        entry.note(
            f"负面信息不能用没有结束日期的公示期规则 {name}",
            f"a negative item cannot use window rule {name!r}, which sets no end",
            line,
        )


def _line(entry: Entry, item: Item, place: str) -> int:
    """The line of a field by its code, or of a key of the item."""
    codes = [field.code for field in item.fields]
    if place in codes:
        return entry.lines_within("fields")[codes.index(place)]
    return entry.line_of(place)
