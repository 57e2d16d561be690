"""The credit office's figures on cases: what is overdue where, and how long each step takes."""

from statistics import median

from django.db.models import Count, F, Min, Q

from gongxin.apps.accounts.models import Department
from gongxin.apps.accounts.permissions import Reader
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case, CaseEvent
from gongxin.apps.cases.permission import require_office
from gongxin.apps.cases.reading import name_of
from gongxin.apps.cases.views import OverdueCount, StepDays
from gongxin.core.dates import legal_day, legal_today


def overdue_by_department(reader: Reader) -> list[OverdueCount]:
    """Departments with open cases, the most overdue first. For the credit office; else NotAllowed."""
    require_office(reader)
    late = Q(due_on__lt=legal_today(), due_certain=True)
    counted = (
        Case.objects.filter(closed_at=None)
        .values("department")
        .annotate(
            number=Count("id"),
            overdue=Count("id", filter=late),
            oldest=Min("due_on", filter=late),
        )
        .order_by(F("overdue").desc(), F("number").desc())
    )
    rows = list(counted)
    known = Department.objects.in_bulk([row["department"] for row in rows])
    return [
        OverdueCount(
            known[row["department"]].code,
            name_of(known[row["department"]]),
            row["number"],
            row["overdue"],
            row["oldest"],
        )
        for row in rows
    ]


def median_days(reader: Reader, kind: str = "") -> list[StepDays]:
    """For each kind and step the median of its working days. For the credit office; else NotAllowed."""
    require_office(reader)
    events = CaseEvent.objects.exclude(days=None).exclude(source=F("target"))
    if kind:
        events = events.filter(case__kind=kind)
    taken: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    values = events.values_list("case__kind", "verb", "days", "due_on", "due_certain", "at")
    for name, verb, days, due_on, certain, at in values.iterator():
        late = due_on is not None and certain and legal_day(at) > due_on
        taken.setdefault((name, verb), []).append((days or 0, late))
    return [
        StepDays(
            kind=one.id,
            verb=verb,
            title=next(step.title for step in one.steps if step.verb == verb),
            number=len(found),
            median=float(median(days for days, _ in found)),
            late=sum(late for _, late in found),
        )
        for one in KINDS.values()
        for verb in one.verbs()
        if (found := taken.get((one.id, verb)))
    ]
