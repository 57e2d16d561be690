"""Reports as programs read them: the code, where to get and verify it, what changed since."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from pydantic import Field

from gongxin.apps.reports.models import Report
from gongxin.apps.reports.queries import Change, Verification
from gongxin.web.api.answers.answer import Answer

_CODE = "报告编号 / code of the report"


class ReportAnswer(Answer):
    """信用报告 / a credit report."""

    code: str = Field(description=_CODE)
    subject: str = Field(description="主体代码 / the organisation's code")
    as_of: date = Field(description="截至日期 / the day it is as of")
    language: Literal["zh", "en"]
    issued_at: datetime = Field(description="出具时间 / when it was issued")
    pdf_sha256: str = Field(description="PDF 的 SHA-256 / of the PDF")
    counts: dict[str, int] = Field(description="各目录项的公开记录数 / public records by item")


class ReportLinks(Answer):
    """报告的地址 / where the report is."""

    pdf: str = Field(
        description="PDF；当日内容未变时就是这一份 / the PDF: this very one on its day, while the file "
        "does not change"
    )
    page: str = Field(description="网页 / to read and print")
    verify: str = Field(
        description="验证页面，二维码所指 / page that verifies it, as in its QR code"
    )
    api: str = Field(description="验证接口 / verification by this API")


class IssuedAnswer(ReportAnswer):
    """出具的信用报告 / a report that was issued."""

    links: ReportLinks


class ChangeAnswer(Answer):
    """档案中已有变化的部分 / a part of the file that is not as it was."""

    part: str = Field(
        description="目录项；subject 为名称与登记信息 / item; subject: name and register"
    )
    title: str = Field(description="中文名称 / title in Chinese")
    title_en: str = Field(description="英文名称 / title in English")
    before: int | None = Field(description="当时的记录数 / records then")
    now: int | None = Field(
        description="现在的记录数；相同则为内容更正 / records now; equal: corrected"
    )


class VerificationAnswer(Answer):
    """验证结果 / what verification found."""

    code: str = Field(description=_CODE)
    genuine: Literal[True] = Field(
        description="由本平台出具；不是的一律答以 404 / issued here; what was not is answered 404"
    )
    report: ReportAnswer
    subject_name: str = Field(description="主体名称 / the organisation's name")
    changed: bool = Field(description="出具后档案是否有变化 / whether the file has changed since")
    changes: list[ChangeAnswer]


def issued_answer(request: HttpRequest, report: Report, verify: str) -> dict[str, object]:
    """An issued report with its addresses, of which ``verify`` is the one in its QR code."""
    pdf = reverse("portal:report_pdf", args=[report.subject.code])
    page = reverse("portal:report", args=[report.subject.code])
    api = reverse("api:verify", args=[report.code])
    language = f"?lang={report.language}"
    return {
        **report_answer(report),
        "links": {
            "pdf": request.build_absolute_uri(pdf + language),
            "page": request.build_absolute_uri(page + language),
            "verify": verify,
            "api": request.build_absolute_uri(api),
        },
    }


def report_answer(report: Report) -> dict[str, object]:
    """A report as it stands in JSON."""
    return {
        "code": report.code,
        "subject": report.subject.code,
        "as_of": report.as_of,
        "language": report.language,
        "issued_at": report.issued_at,
        "pdf_sha256": report.pdf_sha256,
        "counts": report.counts,
    }


def verification_answer(found: Verification, report: Report) -> dict[str, object]:
    """The verification of a genuine ``report`` as it stands in JSON."""
    return {
        "code": found.code,
        "genuine": True,
        "report": report_answer(report),
        "subject_name": report.subject.name,
        "changed": found.changed,
        "changes": [_change(change) for change in found.changes],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "part": change.part,
        "title": change.title.zh,
        "title_en": change.title.en,
        "before": change.before,
        "now": change.now,
    }
