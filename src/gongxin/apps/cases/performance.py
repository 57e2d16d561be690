"""Commitments and their performance, summed up and listed for everyone.

Read from the records of the catalogue item ``commitment``, whoever filed them, and only from those
that :mod:`gongxin.apps.records.visibility` shows to the reader. Each record has one outcome, so that
the figures of a kind add up.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from gongxin.apps.cases.commitments import ITEM
from gongxin.apps.records.finding import CAP, matching
from gongxin.apps.records.models import Record
from gongxin.apps.records.reading import rows_of, views_of
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.views import RecordFilters, RecordView
from gongxin.apps.records.visibility import PUBLIC, Viewer, visible
from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules
from gongxin.law.catalogue import Choice
from gongxin.law.load import load_catalogue

Outcome = Literal["in_force", "due_soon", "lapsed", "kept", "kept_in_part", "broken"]
OUTCOMES: Final[dict[Outcome, Text]] = {
    "in_force": Text("履行中", "In force"),
    "due_soon": Text("即将到期", "Due soon"),
    "lapsed": Text("到期待核实", "Due, not checked yet"),
    "kept": Text("已履行", "Kept"),
    "kept_in_part": Text("部分履行", "Kept in part"),
    "broken": Text("未履行", "Not kept"),
}
_FOUND: Final[dict[str, Outcome]] = {
    "已履行": "kept",
    "部分履行": "kept_in_part",
    "未履行": "broken",
}
OTHER: Final = "其他"
_KIND: Final = KT("fields__CN_LX")


@dataclass(frozen=True, slots=True)
class PerformanceFilters:
    """What the list is narrowed to; empty means anything. ``made`` dates are both included."""

    text: str = ""
    kind: str = ""
    outcome: str = ""
    department: str = ""
    made_from: date | None = None
    made_to: date | None = None


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The commitments of one kind by outcome; ``kind`` is empty in the line of all kinds."""

    kind: str
    title: Text
    counts: dict[Outcome, int]

    @property
    def total(self) -> int:
        """All of the kind."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class PerformancePage:
    """One page of commitments with their outcomes, newest first; only ``CAP`` can be turned to."""

    lines: list[tuple[RecordView, Outcome]]
    total: int
    capped: bool
    pages: int


def kinds() -> tuple[Choice, ...]:
    """The kinds of commitment that the catalogue names."""
    return load_catalogue().item(ITEM).index["CN_LX"].choices


def soon_until(on: date) -> date:
    """The last day that counts as soon on the day ``on``."""
    return load_case_rules()["commitment"].term("due_soon", on).due(on).on


def performance_counts(
    filters: PerformanceFilters, *, viewer: Viewer = PUBLIC, as_of: AsOf
) -> list[KindCounts]:
    """A line for each kind in catalogue order and a last one for all; kinds outside it are other."""
    chosen = _chosen(filters, viewer, as_of).order_by()
    told = chosen.annotate(of_kind=_KIND, became=_outcome(as_of.on)).values("of_kind", "became")
    named = [choice.value for choice in kinds()]
    found: Counter[tuple[str, str]] = Counter()
    for row in told.annotate(n=Count("pk")):
        kind = row["of_kind"] if row["of_kind"] in named else OTHER
        found[kind, row["became"]] += row["n"]
    lines = [
        KindCounts(one.value, one.title, {o: found[one.value, o] for o in OUTCOMES})
        for one in kinds()
    ]
    every = {o: sum(line.counts[o] for line in lines) for o in OUTCOMES}
    return [*lines, KindCounts("", _ALL, every)]


def performance_page(
    filters: PerformanceFilters,
    total: int,
    *,
    viewer: Viewer = PUBLIC,
    as_of: AsOf,
    page: int = 1,
    size: int = 30,
) -> PerformancePage:
    """One page of the commitments that the filters let through; ``total`` is what was counted."""
    reached = min(total, CAP)
    start = (page - 1) * size
    chosen = _chosen(filters, viewer, as_of).order_by("-decided_on", "-id")
    wanted = chosen[start : min(start + size, CAP)] if start < reached else chosen.none()
    told = wanted.annotate(became=_outcome(as_of.on)).values("pk", "became")
    keyed = {row["pk"]: row["became"] for row in told}
    rows = rows_of(Record.objects.filter(pk__in=keyed).order_by("-decided_on", "-id"))
    kept = list(rows)
    views = views_of(kept, viewer, as_of)
    lines = [(view, keyed[row.id]) for view, row in zip(views, kept, strict=True)]
    return PerformancePage(lines, reached, total > CAP, max(1, -(-reached // size)))


def _chosen(filters: PerformanceFilters, viewer: Viewer, as_of: AsOf) -> QuerySet[Record]:
    shared = RecordFilters(
        text=filters.text,
        department=filters.department,
        decided_from=filters.made_from,
        decided_to=filters.made_to,
    )
    seen = Record.objects.filter(visible(viewer, as_of), item=ITEM)
    seen = matching(seen, load_catalogue().item(ITEM), shared).alias(
        kind=_KIND, outcome=_outcome(as_of.on)
    )
    if filters.kind == OTHER:
        seen = seen.exclude(kind__in=[one.value for one in kinds() if one.value != OTHER])
    elif filters.kind:
        seen = seen.filter(kind=filters.kind)
    return seen.filter(outcome=filters.outcome) if filters.outcome else seen


def _outcome(on: date) -> Case:
    """What became of the commitment by the day: as found, or by the day it is due."""
    found = [
        When(fields__CN_LYZT=status, then=Value(outcome)) for status, outcome in _FOUND.items()
    ]
    due = Q(fields__CN_YXQ__isnull=False)
    return Case(
        *found,
        When(due & Q(fields__CN_YXQ__lt=on.isoformat()), then=Value("lapsed")),
        When(due & Q(fields__CN_YXQ__lte=soon_until(on).isoformat()), then=Value("due_soon")),
        default=Value("in_force"),
        output_field=CharField(),
    )


_ALL: Final = Text("全部", "All")
