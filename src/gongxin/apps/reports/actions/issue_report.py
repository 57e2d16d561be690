"""Issue a credit report on an organisation's public file."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.reports.codes import new_code
from gongxin.apps.reports.content import Content, content_of, digest, digests
from gongxin.apps.reports.models import Report
from gongxin.apps.reports.pdf import render
from gongxin.apps.reports.sheet import Sheet, sheet_of
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Language


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report as it was entered, what it says, and the very bytes whose digest was entered."""

    report: Report
    sheet: Sheet
    pdf: bytes


@transaction.atomic
def issue_report(*, subject: Subject, language: Language, site: str = "") -> IssuedReport:
    """The report on what is public about ``subject`` now; anyone may have one.

    The same file on the same legal day gives the same code and the same bytes, whoever asks and
    however many at once. ``site`` is the address that the QR code leads to (scheme and host,
    without a slash at the end); the GONGXIN_PUBLIC_URL setting goes before it.
    """
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    content = content_of(subject)
    sha256 = digest(content)
    same = Report.objects.filter(
        subject=subject, as_of=content.on, language=language, content_sha256=sha256
    )
    for report in same.order_by("-id")[:1]:
        sheet = sheet_of(content, report)
        pdf = render(sheet, report.issued_at)
        if _sha256(pdf) == report.pdf_sha256:  # not so after an upgrade that changed the layout
            return IssuedReport(report, sheet, pdf)
    return _issue(content, sha256, language, settings.GONGXIN_PUBLIC_URL or site)


def _issue(content: Content, sha256: str, language: Language, site: str) -> IssuedReport:
    report = Report(
        code=new_code(),
        subject=content.subject,
        as_of=content.on,
        language=language,
        site=site.rstrip("/"),
        issued_at=datetime.now(UTC).replace(microsecond=0),
        content_sha256=sha256,
        counts=content.counts,
        digests=digests(content),
    )
    sheet = sheet_of(content, report)
    pdf = render(sheet, report.issued_at)
    report.pdf_sha256 = _sha256(pdf)
    report.save()
    write_entry(
        officer=None,
        department=None,
        verb="report_issued",
        target=f"subject:{content.subject.code}",
        detail={"report": report.code, "language": language},
    )
    return IssuedReport(report, sheet, pdf)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
