"""The records that came of one submission."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.intake.queries import submission_for
from gongxin.apps.records import queries
from gongxin.apps.records.visibility import viewer_for
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.paging import paging

SIZE = 50


@require_safe
@staff_page
def filed(request: StaffRequest, number: int) -> HttpResponse:
    """The records that a submission brought, in the order of its rows."""
    submission = submission_for(request.officer, number)
    page_number = page_of(request)
    page = queries.filed_from(
        submission.pk, viewer=viewer_for(request.officer), page=page_number, size=SIZE
    )
    context = {
        "section": "submissions",
        "submission": submission,
        "page": page,
        "paging": paging(page_number, SIZE, page.total, query_of(request)),
    }
    return render(request, "office/filed.html", context)
