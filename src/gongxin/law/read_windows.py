"""From one window rule's YAML file to a :class:`WindowSet`."""

from typing import cast

from gongxin.law.read_item import read_basis
from gongxin.law.window_set import SEVERITIES, Severity, WindowClass, WindowSet, WindowVersion
from gongxin.law.yaml_source import Entry


def read_window_set(entry: Entry, pack: str) -> WindowSet:
    """The window rule that a file describes; what is wrong is noted in the entry's faults."""
    parts = entry.entries("versions")
    found = WindowSet(
        id=entry.text("id"),
        pack=pack,
        title=entry.bilingual("title"),
        versions=tuple(_read_version(part) for part in parts),
    )
    entry.close()
    if not parts:
        entry.note("缺少 versions", "'versions' is missing")
    _check_order(found, parts, entry)
    return found


def _check_order(found: WindowSet, parts: tuple[Entry, ...], entry: Entry) -> None:
    """Versions stand oldest first, and the oldest covers every earlier decision."""
    starts = [version.decided_from for version in found.versions]
    if starts and starts[0] is not None:
        entry.note(
            "最早的版本不写 decided_from：它适用于此前的全部决定",
            "the oldest version has no 'decided_from': it covers every earlier decision",
            parts[0].line_of("decided_from"),
        )
    for part, before, start in zip(parts[1:], starts, starts[1:], strict=False):
        if start is None or (before is not None and start <= before):
            part.note(
                "版本应按 decided_from 从早到晚排列",
                "versions must stand in order of 'decided_from', oldest first",
            )


def _read_version(entry: Entry) -> WindowVersion:
    parts = entry.entries("classes")
    version = WindowVersion(
        decided_from=entry.optional_day("decided_from"),
        basis=read_basis(entry.entry("basis")),
        otherwise=cast(Severity, entry.one_of("otherwise", SEVERITIES, "")),
        classes=tuple(_read_class(part) for part in parts),
    )
    entry.close()
    severities = [one.severity for one in version.classes]
    if version.otherwise not in severities:
        entry.note(
            f"otherwise 指向的类别“{version.otherwise}”不在 classes 中",
            f"'otherwise' names class {version.otherwise!r}, which is not among 'classes'",
        )
    kinds = [kind for one in version.classes for kind in one.kinds]
    for doubled in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        entry.note(f"种类“{doubled}”出现两次", f"kind {doubled!r} is named twice")
    for severity in sorted({one for one in severities if severities.count(one) > 1}):
        entry.note(f"类别“{severity}”出现两次", f"class {severity!r} is given twice")
    return version


def _read_class(entry: Entry) -> WindowClass:
    longest, shortest = entry.integer("longest_months"), entry.integer("shortest_months")
    severity = cast(Severity, entry.one_of("severity", SEVERITIES, ""))
    if not longest and not (severity == "" and not entry.has("longest_months")):
        entry.note("缺少 longest_months", "'longest_months' is missing")
    one = WindowClass(
        severity=severity,
        kinds=entry.words("kinds"),
        published=entry.required_flag("published"),
        shortest=shortest or 0,
        longest=longest,
        verified=entry.required_flag("verified"),
    )
    entry.close()
    if one.longest is not None and one.shortest > one.longest:
        entry.note("shortest_months 大于 longest_months", "the shortest window exceeds the longest")
    return one
