"""From one window rule's YAML file to a :class:`WindowSet`."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import cast

from gongxin.law.read_item import read_basis
from gongxin.law.window_set import (
    SEVERITIES,
    STARTS,
    Parameter,
    Sector,
    Severity,
    Start,
    WindowClass,
    WindowSet,
    WindowVersion,
)
from gongxin.law.yaml_source import Entry

_UNPERFORMED = ("ends", "stays")
_EARLIER = ("keep", "milder")


def read_sectors(entry: Entry) -> tuple[Sector, ...]:
    """The sectors that a file lists; a spelling that stands for two of them is a fault."""
    parts = entry.entries("sectors")
    found = tuple(_read_sector(part) for part in parts)
    entry.close()
    seen: dict[str, str] = {}
    for part, sector in zip(parts, found, strict=True):
        for word in dict.fromkeys(sector.spellings):
            if seen.setdefault(word, sector.id) != sector.id:
                part.note(f"“{word}”指两个领域", f"{word!r} stands for two sectors")
    return found


def _read_sector(entry: Entry) -> Sector:
    sector = Sector(
        id=entry.text("id"),
        title=entry.bilingual("title"),
        also=entry.words("also"),
        entrance=entry.optional_bilingual("entrance"),
    )
    entry.close()
    return sector


def read_window_set(entry: Entry, pack: str, sectors: Mapping[str, Sector]) -> WindowSet:
    """The window rule that a file describes; what is wrong is noted in the entry's faults."""
    parts = entry.entries("versions")
    special = entry.has("of")
    named = entry.words("sectors")
    found = WindowSet(
        id=entry.text("id"),
        pack=pack,
        title=entry.bilingual("title"),
        versions=tuple(_read_version(part) for part in parts),
        of=entry.optional_text("of") or "",
        sectors=tuple(sectors[one] for one in named if one in sectors),
    )
    entry.close()
    if not parts:
        entry.note("缺少 versions", "'versions' is missing")
    if special != bool(named):
        entry.note("of 和 sectors 应同时填写", "'of' and 'sectors' belong together")
    for one in named:
        if one not in sectors:
            entry.note(f"没有领域“{one}”", f"there is no sector {one!r}", entry.line_of("sectors"))
    _check_order(found, parts, entry)
    return found


def _check_order(found: WindowSet, parts: tuple[Entry, ...], entry: Entry) -> None:
    """Versions stand oldest first, and the oldest covers every earlier decision."""
    starts = [version.decided_from for version in found.versions]
    if starts and starts[0] is not None and not found.of:
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
    for part, version in zip(parts, found.versions, strict=True):
        if version.decided_until is not None and not found.of:
            part.note(
                "只有领域自己的规则可以写 decided_until",
                "only a sector's own rule can have 'decided_until'",
                part.line_of("decided_until"),
            )


def _read_version(entry: Entry) -> WindowVersion:
    parts = entry.entries("classes")
    classes = tuple(_read_class(part) for part in parts)
    version = WindowVersion(
        decided_from=entry.optional_day("decided_from"),
        decided_until=entry.optional_day("decided_until"),
        basis=read_basis(entry.entry("basis")),
        otherwise=cast(Severity, entry.one_of("otherwise", SEVERITIES, "")),
        classes=tuple(sorted(classes, key=lambda one: SEVERITIES.index(one.severity))),
        unperformed=_read_parameter(entry, "unperformed", _UNPERFORMED),
        earlier=_read_parameter(entry, "earlier", _EARLIER),
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
    # one class may be shown in part only: two entries, of which one is not published
    shown = [(one.severity, one.published) for one in version.classes]
    for severity, _ in sorted({one for one in shown if shown.count(one) > 1}):
        entry.note(f"类别“{severity}”出现两次", f"class {severity!r} is given twice")
    return version


def _read_parameter(entry: Entry, key: str, accepted: tuple[str, ...]) -> Parameter:
    """A choice that the law leaves open; the first of ``accepted`` where the file says nothing."""
    part = entry.optional_entry(key)
    if part is None:
        return Parameter(accepted[0])
    found = Parameter(
        value=part.one_of("value", accepted),
        verified=part.required_flag("verified"),
        note=part.optional_bilingual("note"),
    )
    part.close()
    return found


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
        simple=entry.words("simple"),
        fine_below=_read_amount(entry, "fine_below"),
        fine_from=_read_amount(entry, "fine_from"),
        early_from=cast(Start, entry.one_of("early_from", STARTS, "decision")),
    )
    entry.close()
    if one.longest is not None and one.shortest > one.longest:
        entry.note("shortest_months 大于 longest_months", "the shortest window exceeds the longest")
    return one


def _read_amount(entry: Entry, key: str) -> Decimal | None:
    """An amount in 万元, or None when the key is absent."""
    text = entry.optional_text(key)
    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        entry.note(
            f"{key} 应为万元金额，如 5，写的是“{text}”",
            f"{key!r} must be an amount in 10 000 yuan such as 5, not {text!r}",
            entry.line_of(key),
        )
        return None
    return amount
