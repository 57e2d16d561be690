"""What boards, commands and pages read about the quality of data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, QuerySet

from gongxin.apps.accounts.models import Department
from gongxin.apps.accounts.permissions import Reader, department_of
from gongxin.apps.errors import NotAllowed, NotFound
from gongxin.apps.intake.models import Submission
from gongxin.apps.quality.gathering import deadline_of, is_overdue
from gongxin.apps.quality.models import Figure, LedgerEntry, LedgerUpload, RejectedRow
from gongxin.apps.quality.reading import by_month, of_measures, pooled
from gongxin.apps.quality.values import Value
from gongxin.batch.quality.registry import BY_ID, MEASURES
from gongxin.batch.quality.spans import SPAN, months_before
from gongxin.core.dates import legal_today
from gongxin.core.text import Text

TABLE = (
    "reporting_rate",
    "validity_rate",
    "timeliness_rate",
    "completeness_rate",
    "link_rate",
    "code_fault_rate",
    "correction_time",
)
"""The measures in the table of all departments."""
OWN = tuple(m.id for m in MEASURES if m.id != "coverage_rate")
"""The measures that belong to one department."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of which rows still have to be corrected, and since when the oldest has waited."""

    submission: Submission
    rows: int
    since: date


@dataclass(frozen=True, slots=True)
class Unreported:
    """A decision of a ledger without a record, and the last day to report it in time."""

    entry: LedgerEntry
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department's line in the table of all."""

    department: Department
    values: list[Value]
    open_rows: int
    since: date | None
    overdue: int


def may_see_board(reader: Reader, department: Department) -> bool:
    """A department may see its own board, the credit office every one."""
    own = department_of(reader)
    return own is not None and (own.is_credit_office or own == department)


def board_department(reader: Reader, code: str) -> Department:
    """The department with this code, if the reader may see its board; else NotAllowed, NotFound."""
    found = Department.objects.filter(code=code).first()
    own = department_of(reader)
    if found is None and own is not None and own.is_credit_office:
        raise NotFound("no_department", _NO_DEPARTMENT.format(code=code[:18]))
    if found is None or not may_see_board(reader, found):
        raise NotAllowed("not_own_department", _OTHER)
    return found


def measured_months() -> list[str]:
    """The months that have figures, the latest first."""
    months = Figure.objects.values_list("month", flat=True).distinct().order_by("-month")
    return list(months)


def figures_of(department: Department | None) -> QuerySet[Figure]:
    """All figures, or those of one department."""
    if department is None:
        return Figure.objects.all()
    return Figure.objects.filter(department=department)


def month_values(department: Department | None, months: Sequence[str]) -> list[Value]:
    """Every measure's figure over some months, for a department or for all together."""
    found = pooled(figures_of(department), months)
    ids = [m.id for m in MEASURES] if department is None else OWN
    return [found.get((one, one), Value(one, 0, 0)) for one in ids]


def item_values(
    department: Department | None, months: Sequence[str], measure: str
) -> dict[str, Value]:
    """A measure's figure for every item that has one."""
    found = pooled(figures_of(department).filter(measure=measure), months, "item")
    return {item: value for (_, item), value in sorted(found.items())}


def district_values(months: Sequence[str], measure: str) -> dict[str, Value]:
    """A measure's figure for every district that has one."""
    found = pooled(Figure.objects.filter(measure=measure), months, "region")
    return {region: value for (_, region), value in sorted(found.items())}


def trend(department: Department | None, measure: str, last: str) -> list[tuple[str, Value]]:
    """A measure's figure for each of the twelve months that end with ``last``."""
    if measure not in BY_ID:
        raise NotFound("no_measure", _NO_MEASURE.format(measure=measure[:30]))
    months = [months_before(last, age) for age in reversed(range(SPAN))]
    return list(zip(months, by_month(figures_of(department), measure, months), strict=True))


def waiting_files(department: Department) -> list[Waiting]:
    """The department's files of which rows wait for correction, the longest waiting first."""
    counted = (
        RejectedRow.objects.filter(department=department, state=RejectedRow.State.OPEN)
        .values("submission")
        .annotate(n=Count("pk"), since=Min("rejected_on"))
        .order_by("since", "submission")
    )
    known = Submission.objects.in_bulk([line["submission"] for line in counted])
    return [Waiting(known[line["submission"]], line["n"], line["since"]) for line in counted]


def open_rows(department: Department | None) -> int:
    """How many rows wait for correction, of a department or of all."""
    found = RejectedRow.objects.filter(state=RejectedRow.State.OPEN)
    return (found if department is None else found.filter(department=department)).count()


def corrected_rows(submission: Submission) -> int:
    """How many of the rows that were sent back a later file brought again, put right or not."""
    found = RejectedRow.objects.filter(submission=submission)
    return found.exclude(state=RejectedRow.State.OPEN).count()


def unreported(department: Department) -> list[Unreported]:
    """The decisions of the department's ledgers without a record, the first due first."""
    today = legal_today()
    entries = LedgerEntry.objects.filter(department=department, reported_on=None)
    found = [
        Unreported(
            entry,
            deadline_of(entry.item, entry.decided_on),
            is_overdue(entry.item, entry.decided_on, today),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda one: (one.due_on, one.entry.number))


def ledgers_of(department: Department) -> list[LedgerUpload]:
    """The department's ledgers, the newest first."""
    return list(LedgerUpload.objects.filter(department=department).order_by("-pk")[:50])


def ledger_for(reader: Reader, number: int) -> LedgerUpload:
    """A ledger that the reader may see; else NotFound."""
    found = LedgerUpload.objects.select_related("department").filter(pk=number).first()
    if found is None or not may_see_board(reader, found.department):
        raise NotFound("no_ledger", _NO_UPLOAD.format(number=number))
    return found


def department_lines(months: Sequence[str]) -> list[DepartmentLine]:
    """All active departments with anything to measure, in the order of their codes."""
    values = pooled(Figure.objects.filter(measure__in=TABLE), months, "department")
    waiting = {
        line["department"]: (line["n"], line["since"])
        for line in RejectedRow.objects.filter(state=RejectedRow.State.OPEN)
        .values("department")
        .annotate(n=Count("pk"), since=Min("rejected_on"))
        .order_by()
    }
    overdue = _overdue()
    lines = []
    for department in Department.objects.filter(active=True):
        own = of_measures(values, TABLE, str(department.pk))
        rows, since = waiting.get(department.pk, (0, None))
        late = overdue.get(department.pk, 0)
        if rows or late or any(value.denominator for value in own):
            lines.append(DepartmentLine(department, own, rows, since, late))
    return lines


def _overdue() -> dict[int, int]:
    """How many decisions of each department's ledgers are past their deadline without a record."""
    today, found = legal_today(), dict[int, int]()
    entries = LedgerEntry.objects.filter(reported_on=None)
    for department, item, decided_on in entries.values_list("department", "item", "decided_on"):
        if is_overdue(item, decided_on, today):
            found[department] = found.get(department, 0) + 1
    return found


_NO_DEPARTMENT = Text(
    "没有代码为“{code}”的部门。", "There is no department with the code '{code}'."
)
_OTHER = Text("您只能查看本部门的数据质量。", "You may see your own department's board only.")
_NO_MEASURE = Text("没有“{measure}”这个指标。", "There is no measure '{measure}'.")
_NO_UPLOAD = Text("没有编号为 {number} 的台账。", "There is no ledger {number}.")
