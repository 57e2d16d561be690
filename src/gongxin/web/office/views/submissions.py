"""The list of submissions, narrowed by what the address says."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.accounts.queries import departments
from gongxin.apps.intake.queries import SubmissionFilters, submissions_for
from gongxin.law.load import load_catalogue
from gongxin.web.office import wording
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.paging import paging

SIZE = 25


@require_safe
@staff_page
def submissions(request: StaffRequest) -> HttpResponse:
    """One page of the submissions that the officer may see, the newest first."""
    number = page_of(request)
    filters = asked_filters(request)
    page = submissions_for(request.officer, filters, page=number, size=SIZE)
    context = {
        "section": "submissions",
        "page": page,
        "paging": paging(number, SIZE, page.total, query_of(request)),
        "filters": filters,
        "filtered": filters != SubmissionFilters(),
        "items": load_catalogue().items.values(),
        "states": wording.STATES.items(),
        "departments": departments() if request.department.is_credit_office else [],
    }
    return render(request, "office/submissions.html", context)


def asked_filters(request: StaffRequest) -> SubmissionFilters:
    """The filters in the address; a value that nothing can have is left out."""
    item = request.GET.get("item", "")
    state = request.GET.get("state", "")
    return SubmissionFilters(
        item=item if item in load_catalogue().items else "",
        state=state if state in wording.STATES else "",
        department=request.GET.get("department", "")[:18],
        to_correct=request.GET.get("to_correct") == "1",
    )
