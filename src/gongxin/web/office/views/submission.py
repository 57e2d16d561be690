"""One submission: how far it has come, its counts, its faults, and what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.queries import fault_counts, faults, submission_for
from gongxin.apps.quality.queries import corrected_rows
from gongxin.batch.checks.registry import BY_ID
from gongxin.web.office import wording
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.paging import paging

SIZE = 25


@require_safe
@staff_page
def submission(request: StaffRequest, number: int) -> HttpResponse:
    """The whole page; while work goes on it renews itself."""
    shown = submission_for(request.officer, number)
    return render(request, "office/submission.html", page_context(request, shown))


@require_safe
@staff_page
def progress(request: StaffRequest, number: int) -> HttpResponse:
    """The part that renews itself; when the work is done the whole page is asked for."""
    shown = submission_for(request.officer, number)
    response = render(request, "office/parts/progress.html", progress_context(shown))
    if shown.state in Submission.FINISHED:
        response["HX-Refresh"] = "true"
    return response


def progress_context(shown: Submission) -> dict[str, object]:
    """How far the submission has come."""
    return {
        "submission": shown,
        "steps": wording.step_states(shown.state),
        "finished": shown.state in Submission.FINISHED,
    }


def page_context(request: StaffRequest, shown: Submission) -> dict[str, object]:
    """Everything that the page shows."""
    context = progress_context(shown)
    context["section"] = "submissions"
    if not context["finished"] or shown.error:
        return context
    rule, severity = request.GET.get("rule", "")[:60], request.GET.get("severity", "")[:10]
    number = page_of(request)
    total, found = faults(
        shown,
        offset=(number - 1) * SIZE,
        limit=SIZE,
        severity=severity or None,
        rule=rule or None,
    )
    context |= {
        "rule": rule,
        "severity": severity,
        "rules": [(BY_ID.get(r), r, n) for r, n in fault_counts(shown)],
        "severities": wording.SEVERITIES.items(),
        "faults": found,
        "total": total,
        "paging": paging(number, SIZE, total, query_of(request)),
        "corrected": corrected_rows(shown),
        "has_faults": bool(shown.rejected or shown.warned or total),
    }
    return context
