"""How long a record is public: the dated window rules applied to one decision.

Days are legal days, and months are counted as the Civil Code counts them (arts. 201 and 202): the
day of the decision is not counted, and a window of *n* months is full on the same date *n* months
later, or on that month's last day where the date does not exist. A decision of 31 August has its
three months full on 30 November. That day is the last public day of the longest window; of the
shortest it is the first on which repair may be asked for.

Law: 信用修复管理办法 (order 36) counts from the date of the document and stops publicity by itself
when the longest window is over; the class of a decision is that of its most serious kind.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from gongxin.law.catalogue import Basis, Item
from gongxin.law.load import load_windows
from gongxin.law.months import add_months
from gongxin.law.window_set import (
    FINE,
    SIMPLE,
    Severity,
    WindowClass,
    WindowSet,
    WindowVersion,
)

__all__ = [
    "Particulars",
    "Window",
    "WindowSet",
    "class_of",
    "item_window",
    "kinds_of_classes",
    "load_windows",
    "window_for",
]

Duties = Literal["", "done", "open"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a decision's window depends on beside its day and kinds; empty where it is not known.

    ``procedure`` is ``simple`` or ``ordinary`` (or 简易程序, 普通程序), ``fine`` in 万元, ``sector``
    an id or spelling of one; ``duties`` says whether what was ordered has been performed.
    """

    procedure: str = ""
    fine: Decimal | None = None
    sector: str = ""
    duties: Duties = ""


NOTHING_MORE = Particulars()


@dataclass(frozen=True, slots=True)
class Window:
    """When one record is public, from when it can be repaired, and by which rule.

    ``public_from`` … ``public_until`` are the first and last public day, both None when the record
    is not published; ``public_until`` alone is None when publicity has no set end.
    ``shortest_end`` is the day on which the shortest window is full, None when there is none.
    ``repairable_from`` is the first day on which repair may be asked for once every duty is
    performed: None while duties are known to be open and for what is no dishonesty; when not
    ``repair_certain``, it is the earliest that it can be. ``verified`` is true when both the periods
    and the assignment of kinds were read in the rule itself.
    """

    severity: Severity
    published: bool
    public_from: date | None
    shortest_end: date | None
    public_until: date | None
    rule: str
    basis: Basis
    verified: bool
    repairable_from: date | None = None
    repair_certain: bool = True

    def visible_on(self, day: date) -> bool:
        """Whether the record is public on ``day``."""
        begun = self.public_from is not None and self.public_from <= day
        return begun and (self.public_until is None or day <= self.public_until)


def item_window(
    item: Item,
    windows: Mapping[str, WindowSet],
    decided_on: date,
    kinds: Collection[str] = (),
    ends: date | None = None,
    about: Particulars = NOTHING_MORE,
) -> Window:
    """The window of a record of ``item``: by its rule, or open-ended when it has none."""
    if item.publicity.window is not None:
        return window_for(windows[item.publicity.window], decided_on, kinds, ends, about)
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
    about: Particulars = NOTHING_MORE,
) -> Window:
    """The window of a decision of ``decided_on`` with these penalty or listing kinds.

    ``ends`` is the row's own last public day, which shortens and never lengthens; a record that
    ended before it began is not published. A kind written ``其他-…`` counts as ``其他``.
    """
    rule, version = window_set.chosen(decided_on, about.sector)
    one = class_of(version, kinds, about)
    over, early = _full(decided_on, one.longest), _early(decided_on, one)
    for later in window_set.easing(decided_on, about.sector):
        over, early = _eased(over, early, later, decided_on, class_of(later, kinds, about))
    if about.duties == "open":
        over = None if version.unperformed.value == "stays" else over
        early = None
    until = min((day for day in (over, ends) if day is not None), default=None)
    published = one.published and (until is None or until >= decided_on)
    return Window(
        severity=one.severity,
        published=published,
        public_from=decided_on if published else None,
        shortest_end=_full(decided_on, one.shortest or None),
        public_until=until if published else None,
        rule=_rule_name(rule, version),
        basis=version.basis,
        verified=version.basis.verified and one.verified,
        repairable_from=early,
        repair_certain=one.early_from == "decision",
    )


def class_of(
    version: WindowVersion, kinds: Collection[str], about: Particulars = NOTHING_MORE
) -> WindowClass:
    """The most serious class among the kinds; the version's ``otherwise`` when none is named."""
    simple, fine = about.procedure in SIMPLE, about.fine
    otherwise = version.classes.index(version.of_severity(version.otherwise))
    found = []
    for kind in kinds:
        place = _place(version, kind, simple, fine)
        if place is None:
            place = _place(version, _stem(kind), simple, fine)
        found.append(otherwise if place is None else place)
    return version.classes[max(found, default=otherwise)]


def kinds_of_classes(
    version: WindowVersion, simple: bool, fine: Decimal | None
) -> tuple[tuple[str, ...], ...]:
    """The kinds of each class, mild to grave, for a decision of this procedure and fine (万元)."""
    summary = (kind for one in version.classes for kind in one.simple)
    kinds = dict.fromkeys((*version.places, FINE, *summary))
    places = {kind: _place(version, kind, simple, fine) for kind in kinds}
    named = [[kind for kind, at in places.items() if at == n] for n in range(len(version.classes))]
    return tuple(tuple(kinds) for kinds in named)


def _place(version: WindowVersion, kind: str, simple: bool, fine: Decimal | None) -> int | None:
    """The place of a kind's class among the version's; None where no class names it.

    A very large fine stays serious in any procedure: the summary one cannot impose it.
    """
    found = version.places.get(kind)
    amount = fine if kind == FINE else None
    for place, one in enumerate(version.classes):
        if amount is not None and one.fine_below is not None and amount < one.fine_below:
            found = place
        if simple and kind in one.simple:
            found = place
    for place, one in enumerate(version.classes):
        if amount is not None and one.fine_from is not None and amount >= one.fine_from:
            found = place
    return found


def _full(decided_on: date, months: int | None) -> date | None:
    """The day on which a window of ``months`` is full."""
    return None if months is None else add_months(decided_on, months)


def _early(decided_on: date, one: WindowClass) -> date | None:
    return None if one.longest is None else add_months(decided_on, one.shortest)


def _eased(
    over: date | None, early: date | None, later: WindowVersion, decided_on: date, one: WindowClass
) -> tuple[date | None, date | None]:
    """End and first day of repair where a later version is milder, never before it began."""
    start = later.decided_from
    assert start is not None
    milder = _full(decided_on, one.longest) if one.published else start - _DAY
    if milder is not None:
        milder = max(milder, start - _DAY)
        over = milder if over is None else min(over, milder)
    sooner = _early(decided_on, one)
    if early is not None and sooner is not None:
        early = min(early, max(sooner, start))
    return over, early


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
