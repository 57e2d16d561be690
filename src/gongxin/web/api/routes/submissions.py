"""A department's submissions: handing in a file, following it, getting its faults back."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Final, cast, get_args

from django.http import HttpResponse, StreamingHttpResponse
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field, WithJsonSchema

from gongxin.apps.accounts.models import Department
from gongxin.apps.errors import NotAllowed
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.queries import (
    SubmissionFilters,
    fault_counts,
    faults,
    submission_for,
    submissions_for,
    workbook,
)
from gongxin.core.text import Text
from gongxin.web.api.answers.pages import link_pages
from gongxin.web.api.answers.submissions import (
    IssueList,
    Severity,
    State,
    SubmissionAnswer,
    SubmissionList,
    issue_answer,
    submission_answer,
)
from gongxin.web.api.downloads import NDJSON, XLSX, attachment, binary_answer
from gongxin.web.api.failing import Refused
from gongxin.web.api.parameters import (
    CheckId,
    DepartmentCode,
    ItemId,
    OptionalDay,
    Paged,
    SubmissionId,
)
from gongxin.web.api.problems import Fault
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest, Reader
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.language import say

router = Router(tags=["submissions"], auth=NEEDS_KEY)
_AT_ONCE: Final = 20_000  # faults that are held in memory while all are streamed


OneState = Annotated[State | None, WithJsonSchema({"enum": get_args(State), "type": "string"})]
OneSeverity = Annotated[
    Severity | None, WithJsonSchema({"enum": get_args(Severity), "type": "string"})
]
SubmittedFile = Annotated[
    UploadedFile,
    WithJsonSchema(
        {
            "type": "string",
            "format": "binary",
            "minLength": 1,
            "description": "带文件名的文件，不得为空 / the file, with a file name; not empty",
        }
    ),
    File(...),
]


class SubmissionForm(Schema):
    """What comes with the file."""

    item: ItemId
    received_on: OptionalDay = Field(
        None,
        description="收到日期（纸质、光盘报送的），默认今天 / the day it was received (on paper or disk), "
        "today by default",
    )


class SubmissionQuery(Paged):
    """Which submissions."""

    item: ItemId = Field("", description="目录项 / catalogue item")
    state: OneState = Field(None, description="状态 / state")
    department: DepartmentCode = Field(
        "", description="报送部门代码（信用办用） / the department's code (for the credit office)"
    )


class IssueQuery(Paged):
    """Which faults."""

    severity: OneSeverity = Field(None, description="严重程度 / severity")
    rule: CheckId = Field("", description="检查，见 /items/{id} / check, see /items/{id}")


@router.post(
    "/submissions",
    operation_id="submit",
    summary="报送文件 / submit a file",
    response={202: SubmissionAnswer, 200: SubmissionAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def submit(
    request: ApiRequest, response: HttpResponse, form: Form[SubmissionForm], file: SubmittedFile
) -> Any:
    """XLSX、CSV、TSV、JSON Lines 或 Parquet。202：已保存，正在处理；200：同一文件已经入库。 / 202: kept and
    being processed; 200: the same file was filed before, and this is its result.
    """
    if not file.size:
        fault = Fault(location="file", name="file", code="empty", detail=say(_EMPTY))
        raise Refused(422, "empty_file", _EMPTY, [fault])
    submission = receive_submission(
        item_id=form.item,
        department=_department(request.reader),
        officer=request.reader.user,
        filename=file.name or "",
        stream=cast(Any, file.file),
        channel="api",
        received_on=form.received_on,
    )
    response.headers["Location"] = f"{request.path}/{submission.pk}"
    return Status(200 if submission.duplicate_of_id else 202, submission_answer(submission))


@router.get(
    "/submissions",
    operation_id="submissions",
    summary="本部门的报送批次 / the submissions of one's own department",
    response={200: SubmissionList, **refusals()},
)
def submissions(request: ApiRequest, response: HttpResponse, query: Query[SubmissionQuery]) -> Any:
    """新的在前；信用办可见所有部门的。 / Newest first; the credit office sees every department's."""
    filters = SubmissionFilters(query.item, query.state or "", query.department.upper())
    found = submissions_for(_asker(request.reader), filters, page=query.page, size=query.size)
    link_pages(request, response, page=found.page, size=found.size, total=found.total)
    return {
        "total": found.total,
        "capped": False,
        "page": found.page,
        "size": found.size,
        "submissions": [submission_answer(one) for one in found.submissions],
    }


@router.get(
    "/submissions/{id}",
    operation_id="submission",
    summary="一个批次的进度和结果 / progress and result of a submission",
    response={200: SubmissionAnswer, **refusals(404)},
)
def submission(request: ApiRequest, id: SubmissionId) -> Any:  # noqa: A002 the name in the address
    """完成（finished）后结果不再变化。 / Once it is finished the result no longer changes."""
    return submission_answer(_submission(request, id))


@router.get(
    "/submissions/{id}/issues",
    operation_id="issues",
    summary="一个批次的错误和提示 / the faults of a submission",
    response={200: IssueList, **refusals(404)},
)
def issues(
    request: ApiRequest,
    response: HttpResponse,
    id: SubmissionId,  # noqa: A002
    query: Query[IssueQuery],
) -> Any:
    """每一处都有，不设上限；一次取全部见 issues.jsonl。 / Every one of them, uncapped; issues.jsonl has all
    of them at once.
    """
    shown = _submission(request, id)
    total, found = faults(
        shown,
        offset=(query.page - 1) * query.size,
        limit=query.size,
        severity=query.severity,
        rule=query.rule or None,
    )
    link_pages(request, response, page=query.page, size=query.size, total=total)
    return {
        "total": total,
        "capped": False,
        "page": query.page,
        "size": query.size,
        "submission": shown.pk,
        "rules": dict(fault_counts(shown)),
        "issues": [issue_answer(one) for one in found],
    }


@router.get(
    "/submissions/{id}/issues.jsonl",
    operation_id="all_issues",
    summary="一个批次的全部错误和提示，每行一个 JSON 对象 / all faults of a submission, one JSON object a line",
    response={200: str, **refusals(404)},
    openapi_extra=binary_answer(NDJSON),
)
def all_issues(request: ApiRequest, id: SubmissionId) -> StreamingHttpResponse:  # noqa: A002
    """键与 issues 相同。 / The keys are those of issues."""
    shown = _submission(request, id)
    return StreamingHttpResponse(_lines(shown), content_type=NDJSON)


@router.get(
    "/submissions/{id}/workbook.xlsx",
    operation_id="workbook",
    summary="标明错误的工作簿，改正后可再次报送 / the rows to correct, marked and explained, to send again",
    response={200: bytes, **refusals(404)},
    openapi_extra=binary_answer(XLSX),
)
def correction(request: ApiRequest, id: SubmissionId) -> HttpResponse:  # noqa: A002
    """处理完成前没有。 / There is none before the submission is finished."""
    shown = _submission(request, id)
    return attachment(workbook(shown), f"{shown.item}-{shown.pk}.xlsx", XLSX)


def _lines(shown: Submission) -> Iterator[str]:
    offset = 0
    while True:
        total, found = faults(shown, offset=offset, limit=_AT_ONCE)
        yield from (json.dumps(issue_answer(one), ensure_ascii=False) + "\n" for one in found)
        offset += _AT_ONCE
        if offset >= total:
            return


def _submission(request: ApiRequest, number: int) -> Submission:
    return submission_for(_asker(request.reader), number)


def _asker(reader: Reader) -> Any:
    return reader.user or reader.department


def _department(reader: Reader) -> Department:
    if reader.department is None:
        raise NotAllowed("no_department", _NO_DEPARTMENT)
    return reader.department


_EMPTY: Final = Text("文件是空的。", "The file is empty.")
_NO_DEPARTMENT: Final = Text(
    "您不属于任何部门，不能报送。", "You act for no department and cannot submit."
)
