"""How many rows an item has, in which months they were received, on which days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from gongxin.core.workdays import first_day_in_time
from gongxin.demo.nantong.kinds import Kind, kinds

ROWS_AT_SCALE_ONE = 210_000_000
MONTHS = tuple(
    f"{month // 12}-{month % 12 + 1:02d}" for month in range(2025 * 12 + 4, 2026 * 12 + 10)
)
_FEWEST_ROWS = 8  # of an item
_ROWS_FOR_A_MONTH = 40  # an item with few rows has them in few months
_ROWS_FOR_WEEKS = 20_000  # from which on a month comes in four files
_DAYS_WITHOUT_DEADLINE = 60


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an item's ``rows`` were received: so many in each month, in equal submissions.

    For each month its name, the id of its first submission, the days on which its submissions came,
    and for each of them the earliest day of decision that was still in time.
    """

    rows: int
    per_month: int
    per_submission: int
    months: tuple[str, ...]
    submissions: tuple[int, ...]
    received: tuple[tuple[date, ...], ...]
    earliest: tuple[tuple[date, ...], ...]


@cache
def row_counts(scale: float) -> dict[str, int]:
    """The rows of every item: together 210 million x ``scale``, most of them in the flows."""
    total = round(ROWS_AT_SCALE_ONE * scale)
    small = [kind for kind in kinds() if not kind.is_flow]
    ranked = sorted(small, key=lambda kind: crc32(f"size {kind.id}".encode()))
    weights = {kind.id: 1 / (rank + 3) ** 0.9 for rank, kind in enumerate(ranked)}
    flows = {kind.id: round(total * kind.share) for kind in kinds() if kind.is_flow}
    rest, all_weights = total - sum(flows.values()), sum(weights.values())
    counts = {item: max(_FEWEST_ROWS, round(rest * w / all_weights)) for item, w in weights.items()}
    largest = max(flows, key=lambda item: flows[item])
    flows[largest] += rest - sum(counts.values())
    return flows | counts


def timetable(kind: Kind, rows: int) -> Timetable:
    """The months of an item with so many rows; not every item has rows in every month."""
    names = _month_names(kind, rows)
    per_month = -(-rows // len(names))
    names = names[: -(-rows // per_month)]
    files = 4 if per_month >= _ROWS_FOR_WEEKS else 1
    received = tuple(_days(kind, name, files) for name in names)
    return Timetable(
        rows=rows,
        per_month=per_month,
        per_submission=-(-per_month // files),
        months=tuple(names),
        submissions=tuple(kind.number * 1000 + MONTHS.index(name) * 10 + 1 for name in names),
        received=received,
        earliest=tuple(tuple(_earliest(kind, day) for day in days) for days in received),
    )


def _month_names(kind: Kind, rows: int) -> list[str]:
    wanted = max(1, min(len(MONTHS), rows // _ROWS_FOR_A_MONTH))
    last = len(MONTHS) - 1
    places = sorted({last - turn * len(MONTHS) // wanted for turn in range(wanted)})
    if kind.is_flow or wanted < len(MONTHS):
        return [MONTHS[place] for place in places]
    gap = 1 + crc32(f"gap {kind.id}".encode()) % (last - 1)  # a month in which nothing came
    return [MONTHS[place] for place in places if place != gap]


def _days(kind: Kind, month: str, files: int) -> tuple[date, ...]:
    first = date.fromisoformat(f"{month}-01") + timedelta(days=4 + crc32(kind.id.encode()) % 3)
    return tuple(first + timedelta(days=7 * turn) for turn in range(files))


def _earliest(kind: Kind, received_on: date) -> date:
    days = kind.record.get("working_days")
    if days is None:
        return received_on - timedelta(days=_DAYS_WITHOUT_DEADLINE)
    return first_day_in_time(received_on, days)
