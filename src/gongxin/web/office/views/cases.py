"""The list of cases: each reader's own, open ones by deadline; the credit office's figures."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.accounts.permissions import is_credit_office, is_organisation
from gongxin.apps.accounts.queries import departments
from gongxin.apps.cases.figures import median_days, overdue_by_department
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.queries import cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.core.dates import legal_day
from gongxin.web.csv_export import csv_response
from gongxin.web.language import say
from gongxin.web.office import case_words
from gongxin.web.office.access import OfficeRequest, StaffRequest, office_page, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.office.asked import Asked
from gongxin.web.paging import paging

SIZE = 25
EXPORT = 10_000
OPEN = {"open": True, "closed": False, "all": None}


@require_safe
@office_page
def cases(request: OfficeRequest) -> HttpResponse:
    """One page of the cases that the reader has a role in."""
    number, asked = page_of(request), Asked(request)
    filters = filters_of(asked)
    page = cases_for(request.officer, filters, page=number, size=SIZE)
    office = is_credit_office(request.officer)
    kinds = [KINDS[filters.kind]] if filters.kind else list(KINDS.values())
    context = {
        "section": "cases",
        "page": page,
        "filters": filters,
        "status": asked.text("status") or "open",
        "problems": asked.problems,
        "filtered": bool(query_of(request)),
        "kinds": KINDS.values(),
        "states": {state.id: state.title for kind in kinds for state in kind.states},
        "statuses": case_words.STATUSES.items(),
        "departments": departments() if office else [],
        "own": is_organisation(request.officer),
        "office": office,
        "paging": paging(number, SIZE, page.total, query_of(request)),
        "query": request.GET.urlencode(),
    }
    return render(request, "office/cases.html", context)


@require_safe
@office_page
def export(request: OfficeRequest) -> HttpResponseBase:
    """The filtered cases as CSV."""
    header = [_("编号"), _("事项"), _("组织"), _("统一社会信用代码"), _("办理部门"), _("提出日期")]
    header += [_("状态"), _("办理期限"), _("是否逾期"), _("办结时间")]
    return csv_response("cases.csv", header, list(_rows(request)))


@require_safe
@staff_page
def figures(request: StaffRequest) -> HttpResponse:
    """For the credit office: what is overdue in which department, and how long each step takes."""
    kind = Asked(request).choice("kind", KINDS)
    context = {
        "section": "cases",
        "overdue": overdue_by_department(request.officer),
        "steps": median_days(request.officer, kind),
        "kind": kind,
        "kinds": KINDS.values(),
    }
    return render(request, "office/case_figures.html", context)


@require_safe
@staff_page
def figures_csv(request: StaffRequest) -> HttpResponseBase:
    """The days by step as CSV."""
    header = [_("事项"), _("步骤"), _("件数"), _("工作日中位数"), _("其中超期")]
    rows = [
        [
            say(KINDS[one.kind].title),
            say(one.title),
            str(one.number),
            f"{one.median:g}",
            str(one.late),
        ]
        for one in median_days(request.officer)
    ]
    return csv_response("case-steps.csv", header, rows)


def filters_of(asked: Asked) -> CaseFilters:
    """The filters in the address; open cases when it does not say."""
    states = {state.id for kind in KINDS.values() for state in kind.states}
    status = asked.choice("status", OPEN) or "open"
    return CaseFilters(
        kind=asked.choice("kind", KINDS),
        state=asked.choice("state", states),
        department=asked.text("department", 18),
        open=OPEN[status],
        overdue=asked.flag("overdue"),
        text=asked.text("text", 40),
    )


def _rows(request: OfficeRequest) -> Iterator[list[str]]:
    page = cases_for(request.officer, filters_of(Asked(request)), page=1, size=EXPORT)
    for line in page.cases:
        yield [
            line.number,
            say(line.kind.title),
            line.subject_name,
            line.subject_code,
            say(line.department),
            case_words.day_text(line.opened_on),
            say(line.state.title),
            case_words.day_text(line.due_on),
            _("是") if line.overdue else _("否"),
            legal_day(line.closed_at).isoformat() if line.closed_at else "",
        ]
