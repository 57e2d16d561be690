"""How long a record is public: the dated window rules applied to one decision.

Days are legal days. A window of *n* months starts on the day of the decision; its last public day
is the day before the same date *n* months later (the month's last day where that date does not
exist), so that nothing is public for longer than *n* months.

Law: 信用修复管理办法 (order 36) counts from the date of the document and stops publicity by itself
when the longest window is over; the class of a decision is that of its most serious kind.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongxin.law.catalogue import Basis, Item
from gongxin.law.load import load_windows
from gongxin.law.months import add_months
from gongxin.law.window_set import SEVERITIES, Severity, WindowClass, WindowSet, WindowVersion

__all__ = ["Window", "WindowSet", "item_window", "load_windows", "window_for"]


@dataclass(frozen=True, slots=True)
class Window:
    """When one record is public, and by which rule.

    ``public_from`` … ``public_until`` are the first and last public day, both None when the record
    is not published; ``public_until`` alone is None when publicity has no set end.
    ``shortest_end`` is the first day on which repair may be asked for, None when there is no
    window. ``verified`` is true when both the periods and the assignment of kinds were read in the
    rule itself.
    """

    severity: Severity
    published: bool
    public_from: date | None
    shortest_end: date | None
    public_until: date | None
    rule: str
    basis: Basis
    verified: bool


def item_window(
    item: Item,
    windows: Mapping[str, WindowSet],
    decided_on: date,
    kinds: Collection[str] = (),
    ends: date | None = None,
) -> Window:
    """The window of a record of ``item``: by its rule, or open-ended when it has none."""
    if item.publicity.window is not None:
        return window_for(windows[item.publicity.window], decided_on, kinds, ends)
    published = ends is None or ends >= decided_on
    return Window(
        severity="",
        published=published,
        public_from=decided_on if published else None,
        shortest_end=None,
        public_until=ends if published else None,
        rule="",
        basis=item.bases[0],
        verified=item.bases[0].verified,
    )


def window_for(
    window_set: WindowSet,
    decided_on: date,
    kinds: Collection[str] = (),
    ends: date | None = None,
) -> Window:
    """The window of a decision of ``decided_on`` with these penalty or listing kinds.

    ``ends`` is the row's own last public day, which shortens and never lengthens; a record that
    ended before it began is not published. A kind written ``其他-…`` counts as ``其他``.
    """
    version = window_set.version_for(decided_on)
    one = class_of(version, kinds)
    until = _last_day(decided_on, one.longest, ends)
    published = one.published and (until is None or until >= decided_on)
    return Window(
        severity=one.severity,
        published=published,
        public_from=decided_on if published else None,
        shortest_end=add_months(decided_on, one.shortest),
        public_until=until if published else None,
        rule=_rule_name(window_set, version),
        basis=version.basis,
        verified=version.basis.verified and one.verified,
    )


def _last_day(decided_on: date, months: int | None, ends: date | None) -> date | None:
    """The last public day: of the window or the row's own, whichever is earlier."""
    over = None if months is None else add_months(decided_on, months) - timedelta(days=1)
    return min((day for day in (over, ends) if day is not None), default=None)


def class_of(version: WindowVersion, kinds: Collection[str]) -> WindowClass:
    """The most serious class among the kinds; the version's ``otherwise`` when none is named."""
    classes = {kind: one for one in version.classes for kind in one.kinds}
    otherwise = version.of_severity(version.otherwise)
    found = [classes.get(kind) or classes.get(_stem(kind), otherwise) for kind in kinds]
    return max(found or [otherwise], key=lambda one: SEVERITIES.index(one.severity))


def _stem(kind: str) -> str:
    """The choice to which the particulars of an open choice are added.

    >>> _stem("其他-责令改正"), _stem("其他（责令改正）")
    ('其他', '其他')
    """
    return re.split(r"[-－—–:：(（]", kind, maxsplit=1)[0].strip()


def _rule_name(window_set: WindowSet, version: WindowVersion) -> str:
    """The stable name of a version, such as ``penalty@2026-04-01``."""
    start = version.decided_from
    return f"{window_set.id}@{start.isoformat() if start else 'start'}"
