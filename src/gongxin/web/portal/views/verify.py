"""Is this report genuine, has the file changed since, is this the very file that was issued?"""

from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongxin.apps.reports.codes import read_code, spelt
from gongxin.apps.reports.models import Report
from gongxin.apps.reports.queries import (
    GENUINE,
    Verification,
    file_digest,
    report_of_file,
)
from gongxin.apps.reports.queries import (
    verify as verify_code,
)
from gongxin.core.dates import instant
from gongxin.web.language import current
from gongxin.web.portal.parameters import unknown
from gongxin.web.portal.values import now
from gongxin.web.portal.viewing import page

LARGEST: Final = 20 * 1024**2  # bytes of an upload; a report of a thousand records has 2 MB


class ChangedPart(NamedTuple):
    """One part of the file that is not as it was; numbers are empty for the register data."""

    title: str
    before: str
    now: str
    corrected: bool


@csrf_exempt  # comparing a file changes nothing, and a phone that refuses cookies may do it too
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form; for a code what is known of it; for an uploaded file whether it was issued here."""
    if request.method == "POST":
        return _compared(request, code)
    asked = request.GET.get("code", "").strip()
    if not code and asked:
        code = read_code(asked)[:60].replace("/", "") or "-"
        return HttpResponseRedirect(reverse("portal:verify", args=[code]))
    if not code:
        return page(request, "portal/verify.html", {"unknown": unknown(request, ("code",))})
    found = verify_code(code[:60])
    return page(request, "portal/verify.html", _context(found), status=_status(found))


def _compared(request: HttpRequest, code: str) -> HttpResponse:
    """The answer on an uploaded file; its size is looked at before anything of it is read."""
    found = verify_code(code[:60]) if code else None
    outcome, report = _outcome(request, found.report if found else None)
    if found is None and report is not None:
        found = verify_code(report.code)
    context = _context(found) if found else {}
    other = spelt(report.code) if report and outcome == "other" else ""
    context |= {"outcome": outcome, "other": other, "largest": LARGEST // 1024**2}
    status = {"missing": 422, "too_large": 413}.get(outcome, 200)
    return page(request, "portal/verify.html", context, status=status)


def _outcome(request: HttpRequest, expected: Report | None) -> tuple[str, Report | None]:
    """How the uploaded file stands to the expected report, and the report that it is."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return "too_large", None
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        return "missing", None
    sha256 = file_digest(upload.chunks())
    if expected is not None and sha256 == expected.pdf_sha256:
        return "same", expected
    report = report_of_file(sha256)
    if report is None:
        return ("altered" if expected else "not_ours"), None
    return ("other" if expected else "same"), report


def _context(found: Verification) -> dict[str, object]:
    language = current()
    report = found.report
    context: dict[str, object] = {
        "found": found,
        "code": spelt(found.code),
        "problem": found.problem.of(language) if found.problem else "",
        "at": instant(now()),
    }
    if report is not None:
        context |= {
            "report": report,
            "subject": report.subject,
            "issued": instant(report.issued_at),
            "changes": [
                ChangedPart(
                    change.title.of(language),
                    "" if change.before is None else str(change.before),
                    "" if change.now is None else str(change.now),
                    change.before == change.now,
                )
                for change in found.changes
            ],
        }
    return context


def _status(found: Verification) -> int:
    return 200 if found.state == GENUINE else 404
