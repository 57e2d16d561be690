"""The first page after signing in: what came in last, and what waits for someone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.cases.queries import cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.apps.intake.queries import SubmissionFilters, submissions_for
from gongxin.apps.records.queries import returned_for, unlinked_for
from gongxin.web.office.access import StaffRequest, staff_page

LATEST = 8
URGENT = 5


@require_safe
@staff_page
def home(request: StaffRequest) -> HttpResponse:
    """The department's latest submissions and how much waits; all departments' for the office."""
    officer = request.officer
    latest = submissions_for(officer, SubmissionFilters(), page=1, size=LATEST)
    faulty = submissions_for(officer, SubmissionFilters(to_correct=True), page=1, size=1)
    refused = submissions_for(officer, SubmissionFilters(state="rejected"), page=1, size=1)
    context = {
        "section": "home",
        "latest": latest,
        "faulty": faulty.total,
        "refused": refused.total,
        "unlinked": unlinked_for(officer, page=1, size=1),
        "returned": returned_for(officer, page=1, size=1),
        "cases": cases_for(officer, CaseFilters(open=True), size=URGENT),
        "overdue": cases_for(officer, CaseFilters(overdue=True), size=1).total,
    }
    return render(request, "office/home.html", context)
