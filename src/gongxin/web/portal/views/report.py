"""The credit report of one organisation, to read and print, and as PDF."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongxin.apps.audit.models import FileReading
from gongxin.apps.reports import qr
from gongxin.apps.reports.actions.issue_report import IssuedReport, issue_report
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.web.language import current
from gongxin.web.portal.parameters import unknown
from gongxin.web.portal.viewing import note_reading, page

_NOT_TO_BE_LISTED = "noindex, nofollow"


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report as a page, under the same report code as the PDF."""
    subject = subject_or_refusal(code)
    if subject.code != code:
        return _moved(request, "portal:report", subject)
    issued = _issued(request, subject)
    context = {
        "sheet": issued.sheet,
        "words": issued.sheet.words,
        "qr": qr.svg(issued.sheet.url),
        "unknown": unknown(request, ()),
    }
    response = page(request, "portal/report.html", context)
    response["X-Robots-Tag"] = _NOT_TO_BE_LISTED
    return response


@require_safe
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The report as PDF, in the visitor's language; twice on a day the same bytes."""
    subject = subject_or_refusal(code)
    if subject.code != code:
        return _moved(request, "portal:report_pdf", subject)
    issued = _issued(request, subject)
    name = f"credit-report-{subject.code}-{issued.report.as_of}-{issued.report.code}.pdf"
    response = HttpResponse(issued.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["X-Robots-Tag"] = _NOT_TO_BE_LISTED
    return response


def _issued(request: HttpRequest, subject: Subject) -> IssuedReport:
    note_reading(request, subject.pk, FileReading.What.REPORT)
    site = f"{request.scheme}://{request.get_host()}"
    return issue_report(subject=subject, language=current(), site=site)


def _moved(request: HttpRequest, name: str, subject: Subject) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = reverse(name, args=[subject.code]) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
