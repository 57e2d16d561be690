"""Reading cases: one, a list, the credit office's figures. Who may not read a case gets NotFound.

``reader`` is a signed-in user (an officer or an organisation's) or the department of an API key.
"""

from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import Reader, department_of, is_credit_office, subject_of
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.models import Case, CaseRecord
from gongxin.apps.cases.numbers import read_number
from gongxin.apps.cases.permission import roles_in
from gongxin.apps.cases.reading import events_of, line_of
from gongxin.apps.cases.views import CaseFilters, CaseLine, CasePage, CaseView
from gongxin.apps.cases.workflow import NO_CASE
from gongxin.apps.errors import NotFound
from gongxin.apps.records.named import records_named
from gongxin.apps.records.states import PUBLISHED, UNLINKED
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import AUTHORISED, PUBLIC, viewer_for, viewer_for_department
from gongxin.core.dates import legal_today

_OTHERS = (PUBLISHED, UNLINKED)  # states in which others' records are shown to an organisation
OPERATOR = Department(is_credit_office=True, active=True)
"""Who runs the command on the machine itself: reads as the credit office does, decides nothing."""


def case_for(reader: Reader, number: str) -> CaseView:
    """The case with everything in it, for who has a role in it; :class:`NotFound` for others."""
    number = read_number(number)
    case = _readable(reader).filter(number=number).first()
    if case is None:
        raise NotFound("no_case", NO_CASE.format(number=number))
    roles, kind = roles_in(reader, case), KINDS[case.kind]
    inside = bool(roles & {"department", "office"})
    siblings = _readable(reader).filter(filing=case.filing).exclude(pk=case.pk)
    return CaseView(
        line=line_of(case),
        statement=case.statement,
        about=dict(case.about),
        roles=roles,
        steps=tuple(s for s in kind.steps_from(case.state) if roles & set(s.who)),
        records=_records(reader, case, inside=inside),
        events=events_of(case, inside=inside),
        papers=list(case.papers.order_by("id")),
        parent=case.parent.number if case.parent else "",
        siblings=[line_of(one) for one in siblings.order_by("id")],
    )


def cases_for(
    reader: Reader, filters: CaseFilters | None = None, *, page: int = 1, size: int = 20
) -> CasePage:
    """The cases that ``reader`` has a role in: open ones by deadline, then closed ones, newest first."""
    filters, page = filters or CaseFilters(), max(1, page)
    chosen = _narrowed(_readable(reader), filters)
    total = chosen.count()
    order = (F("closed_at").desc(nulls_first=True), "due_on", "-id")
    wanted = chosen.order_by(*order)[(page - 1) * size : page * size]
    return CasePage(filters, [line_of(case) for case in wanted], total, page, size)


def line_for(case: Case) -> CaseLine:
    """The line of a case that an action has just given back; no permission is asked."""
    return line_of(case)


def open_cases_about(uid: UUID, kind: str = "") -> QuerySet[Case]:
    """The open cases that concern a record, for other actions; no permission is asked."""
    concerned = CaseRecord.objects.filter(record_uid=uid).values("case_id")
    found = Case.objects.filter(pk__in=concerned, closed_at=None)
    return found.filter(kind=kind) if kind else found


def cases_about(uid: UUID, kind: str) -> list[Case]:
    """All cases of a kind that concern a record, oldest first, for other actions."""
    concerned = CaseRecord.objects.filter(record_uid=uid).values("case_id")
    return list(Case.objects.filter(pk__in=concerned, kind=kind).order_by("id"))


def _records(reader: Reader, case: Case, *, inside: bool) -> list[RecordView]:
    """The records concerned; of those about others an organisation sees what is public now."""
    uids = list(case.concerned.order_by("id").values_list("record_uid", flat=True))
    if inside:
        if isinstance(reader, User):
            return records_named(uids, viewer=viewer_for(reader))
        return records_named(uids, viewer=viewer_for_department(department_of(reader)))
    found, own = records_named(uids, viewer=AUTHORISED), subject_of(reader)
    if own is None or all(one.subject_id == own.pk for one in found):
        return found
    public = {one.id: one for one in records_named(uids, viewer=PUBLIC) if one.state in _OTHERS}
    shown = [one if one.subject_id == own.pk else public.get(one.id) for one in found]
    return [one for one in shown if one is not None]


def _readable(reader: Reader) -> QuerySet[Case]:
    cases = Case.objects.select_related("subject", "department", "opened_by", "parent").annotate(
        number_of_records=Count("concerned")
    )
    if is_credit_office(reader):
        return cases
    department, organisation = department_of(reader), subject_of(reader)
    if department is not None:
        filed_there = Q(via="window", opened_by__department=department)
        return cases.filter(Q(department=department) | filed_there)
    return cases.filter(subject=organisation) if organisation else cases.none()


def _narrowed(cases: QuerySet[Case], filters: CaseFilters) -> QuerySet[Case]:
    same = {
        "kind": filters.kind,
        "state": filters.state,
        "department__code": filters.department.strip().upper(),
        "subject__code": filters.subject.strip().upper(),
    }
    cases = cases.filter(**{key: value for key, value in same.items() if value})
    if filters.open is not None:
        cases = cases.filter(closed_at__isnull=filters.open)
    if filters.overdue:
        cases = cases.filter(closed_at=None).alias(due=Coalesce("due_on", "answer_by"))
        cases = cases.filter(due__lt=legal_today(), due_certain=True)
    if filters.record is not None:
        concerned = CaseRecord.objects.filter(record_uid=filters.record).values("case_id")
        cases = cases.filter(pk__in=concerned)
    text = filters.text.strip().upper()
    if text and "\0" not in text:
        cases = cases.filter(Q(number__contains=text) | Q(subject__code=text))
    return cases
