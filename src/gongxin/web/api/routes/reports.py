"""Credit reports: issuing one, and verifying one."""

from typing import Annotated, Any, Final, Literal

from ninja import Path, Router, Schema
from pydantic import ConfigDict, Field

from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import NotFound
from gongxin.apps.reports.actions.issue_report import issue_report
from gongxin.apps.reports.queries import verify as verify_code
from gongxin.core.text import Text
from gongxin.web.api.answers.reports import (
    IssuedAnswer,
    VerificationAnswer,
    issued_answer,
    verification_answer,
)
from gongxin.web.api.parameters import CodeText
from gongxin.web.api.reader import ApiRequest
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.api.routes.search import subject_by_code

router = Router(tags=["reports"])

ReportCode = Annotated[
    str,
    Path(
        ...,
        max_length=60,
        description="报告编号，有无连字符均可 / code of the report, with or without hyphens",
    ),
]


class ReportBody(Schema):
    """Whom the report is about, and its language."""

    model_config = ConfigDict(extra="forbid")

    subject: CodeText
    language: Literal["zh", "en"] = Field("zh", description="报告的语言 / language of the report")


@router.post(
    "/reports",
    operation_id="report",
    summary="出具信用报告 / issue a credit report",
    response={200: IssuedAnswer, **refusals(404, *WITH_BODY)},
)
def report(request: ApiRequest, body: ReportBody) -> Any:
    """只含公开信息，任何人都可以取得；同一天内容未变时编号不变。 / It holds what is public, so anyone may have
    one; on one day the code stays the same while the file does.
    """
    site = f"{request.scheme}://{request.get_host()}"
    found = subject_by_code(body.subject)
    request.reader.note_reading(found.pk, FileReading.What.REPORT)
    issued = issue_report(subject=found, language=body.language, site=site)
    return issued_answer(request, issued.report, issued.sheet.url)


@router.get(
    "/verify/{code}",
    operation_id="verify",
    summary="验证信用报告 / verify a credit report",
    response={200: VerificationAnswer, **refusals(404)},
    url_name="verify",
)
def verify(request: ApiRequest, code: ReportCode) -> Any:
    """是否由本平台出具，出具后档案有无变化。 / Whether it was issued here, and whether the file has changed
    since.
    """
    found = verify_code(code)
    if found.problem is not None:
        raise NotFound("malformed_code", found.problem)
    if found.report is None:
        raise NotFound("unknown_report", _UNKNOWN.format(code=found.code))
    return verification_answer(found, found.report)


_UNKNOWN: Final = Text(
    "本平台没有出具过编号为 {code} 的报告。", "No report with the code {code} was issued here."
)
