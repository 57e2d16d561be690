"""Cases: lists, one case, taking a step, messages and papers."""

from typing import Annotated, Any, Final

from django.http import HttpResponse
from ninja import File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from gongxin.apps.accounts.permissions import Reader as Asker
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.add_paper import add_paper
from gongxin.apps.cases.actions.send_message import send_message
from gongxin.apps.cases.dispatch import Asked, act
from gongxin.apps.cases.figures import median_days, overdue_by_department
from gongxin.apps.cases.papers import Upload, open_paper
from gongxin.apps.cases.queries import case_for, cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.apps.errors import NotFound
from gongxin.apps.subjects.queries import find_subject
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.web.api.answers.cases import (
    CaseAnswer,
    CaseList,
    FiguresAnswer,
    PaperAnswer,
    case_answer,
    figures_answer,
    line_answer,
    paper_answer,
)
from gongxin.web.api.answers.pages import link_pages
from gongxin.web.api.downloads import attachment
from gongxin.web.api.officer import officer_for
from gongxin.web.api.parameters import LARGEST_ID, CodeText, OptionalDay, OptionalText, Paged, whole
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest, Reader
from gongxin.web.api.refusals import WITH_BODY, refusals

router = Router(tags=["cases"], auth=NEEDS_KEY)

CaseNumber = Annotated[
    str,
    Path(
        ...,
        max_length=40,
        pattern="^[A-Za-z0-9-]{5,40}$",
        description="案件编号，例如 XF-20261122-7KQ4P-1 / number of the case",
    ),
]
PaperId = Annotated[
    int,
    Field(ge=1, le=LARGEST_ID),
    BeforeValidator(whole),
    Path(..., description="材料编号 / number of the paper"),
]
OptionalFile = Annotated[
    UploadedFile | None,
    WithJsonSchema(
        {"type": "string", "format": "binary", "description": "PDF、PNG 或 JPEG / the file"}
    ),
    File(None),
]
OFFICER: Final = "经办人的登录名，须属本部门；用密钥时必填 / login name of the department's officer; needed with a key"


class CaseQuery(Paged):
    """Which cases."""

    kind: str = Field("", pattern="^[a-z_]{2,20}$", description="种类 / kind: repair, objection …")
    state: str = Field("", pattern="^[a-z_]{2,20}$", description="状态 / state")
    subject: CodeText = Field("", description="主体代码 / the organisation's code")
    department: CodeText = Field(
        "", description="办理部门代码 / code of the department that must act"
    )
    open: bool | None = Field(
        None, description="只要未办结的，或只要已办结的 / open ones, or closed ones"
    )
    overdue: bool = Field(False, description="只要逾期的 / overdue ones only")
    text: OptionalText = Field("", description="编号的一部分 / part of the number")


class FiguresQuery(Schema):
    """Of which kind."""

    kind: str = Field("", pattern="^[a-z_]{2,20}$", description="种类 / kind: repair, objection …")


class StepBody(Schema):
    """Which step is taken, why, and by whom."""

    model_config = ConfigDict(extra="forbid")

    verb: str = Field(
        pattern="^[a-z_]{2,20}$", description="步骤，见案件的 steps / see the case's steps"
    )
    reason_code: str = Field(
        "", pattern="^[a-z_]{0,40}$", description="理由代号 / code of a listed reason"
    )
    reason: str = Field("", max_length=2000, description="理由 / reason in words")
    version: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="所看到的 version / the version that was looked at"
    )
    changes: dict[str, str] = Field(
        default_factory=dict, description="异议成立时更正的字段 / fields corrected when upheld"
    )
    told: list[str] = Field(
        default_factory=list, max_length=20, description="已告知谁 / who was told"
    )
    due: OptionalDay = Field(
        None, description="新的期限，或约谈日期 / the new last day, or the day of a talk"
    )
    signed: bool = Field(False, description="签署承诺书 / the letter is signed")
    officer: str = Field("", max_length=150, description=OFFICER)


class MessageBody(Schema):
    """What is written to the other side."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1, max_length=2000, pattern="[0-9A-Za-z一-鿿]", description="留言 / message"
    )
    officer: str = Field("", max_length=150, description=OFFICER)


class PaperForm(Schema):
    """What comes with a paper."""

    kind: str = Field("proof", pattern="^(proof|decision|other)$", description="种类 / kind")
    reference: str = Field(
        "",
        max_length=1000,
        description="部门自有记录的出处，代替文件 / where the department has it itself",
    )
    officer: str = Field("", max_length=150, description=OFFICER)


@router.get(
    "/cases",
    operation_id="cases",
    summary="本部门或本组织的案件 / the cases of one's own department or organisation",
    response={200: CaseList, **refusals()},
)
def cases(request: ApiRequest, response: HttpResponse, query: Query[CaseQuery]) -> Any:
    """未办结的按期限在前；信用办可见全部。 / Open ones by deadline first; the credit office sees all."""
    filters = CaseFilters(
        kind=query.kind,
        state=query.state,
        department=query.department,
        subject=query.subject,
        open=query.open,
        overdue=query.overdue,
        text=storable(query.text),
    )
    found = cases_for(asker(request.reader), filters, page=query.page, size=query.size)
    link_pages(request, response, page=found.page, size=found.size, total=found.total)
    return {
        "total": found.total,
        "capped": False,
        "page": found.page,
        "size": found.size,
        "cases": [line_answer(line) for line in found.cases],
    }


@router.get(
    "/case-figures",
    operation_id="case_figures",
    summary="各部门逾期和各步用时 / overdue by department, and days by step",
    response={200: FiguresAnswer, **refusals(403)},
)
def figures(request: ApiRequest, query: Query[FiguresQuery]) -> Any:
    """用信用办的密钥。 / With the credit office's key."""
    reader = asker(request.reader)
    return figures_answer(overdue_by_department(reader), median_days(reader, query.kind))


@router.get(
    "/cases/{number}",
    operation_id="case",
    summary="一件案件 / one case",
    response={200: CaseAnswer, **refusals(404)},
)
def case(request: ApiRequest, number: CaseNumber) -> Any:
    """经过、材料、记录和您现在可以办理的步骤。 / Timeline, papers, records, and the steps you may take."""
    found = case_for(asker(request.reader), number)
    subject = find_subject(found.line.subject_code)
    request.reader.note_reading(subject.pk if subject else None, FileReading.What.CASE)
    return case_answer(found)


@router.post(
    "/cases/{number}/act",
    operation_id="act",
    summary="办理一步 / take a step",
    response={200: CaseAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def take_step(request: ApiRequest, number: CaseNumber, body: StepBody) -> Any:
    """409：案件已由他人办理，说明中写明何人、何时。 / 409: someone else was first; the detail says who and when."""
    user = officer_for(request.reader, body.officer)
    found = case_for(user, number)
    asked = Asked(
        user=user,
        number=found.line.number,
        reason_code=body.reason_code,
        reason=storable(body.reason),
        version=body.version,
        changes={storable(key): storable(value) for key, value in body.changes.items()},
        told=[storable(name) for name in body.told],
        due_on=body.due,
        signed=body.signed,
    )
    done = act(body.verb, asked)
    return case_answer(case_for(user, done.number))


@router.post(
    "/cases/{number}/messages",
    operation_id="message",
    summary="给对方留言 / write to the other side",
    response={200: CaseAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def message(request: ApiRequest, number: CaseNumber, body: MessageBody) -> Any:
    """对方会收到通知。 / The other side gets a notice."""
    user = officer_for(request.reader, body.officer)
    found = case_for(user, number).line.number
    send_message(user=user, number=found, text=storable(body.text))
    return case_answer(case_for(user, found))


@router.post(
    "/cases/{number}/papers",
    operation_id="add_paper",
    summary="提交材料 / add a paper",
    response={201: PaperAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def paper(
    request: ApiRequest, number: CaseNumber, form: Form[PaperForm], file: OptionalFile = None
) -> Any:
    """文件或出处，二者选一。 / A file, or where the department's own records have it."""
    user = officer_for(request.reader, form.officer)
    found = case_for(user, number).line.number
    upload = Upload(file.name or "", file) if file is not None else None
    reference = storable(form.reference)
    added = add_paper(user=user, number=found, kind=form.kind, upload=upload, reference=reference)
    return Status(201, paper_answer(added))


@router.get(
    "/cases/{number}/papers/{id}",
    operation_id="paper",
    summary="一份材料的文件 / the file of a paper",
    response={200: bytes, **refusals(404)},
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                }
            }
        }
    },
)
def paper_file(
    request: ApiRequest,
    number: CaseNumber,
    id: PaperId,  # noqa: A002 the name in the address
) -> HttpResponse:
    """与提交时一字不差。 / Byte for byte as it was given."""
    reader = asker(request.reader)
    named = case_for(reader, number).line.number
    found, content = open_paper(reader, id)
    if found.case.number != named:
        raise NotFound("no_paper", _OTHER_CASE.format(number=id, case=named))
    return attachment(content, found.filename, "application/octet-stream")


def asker(reader: Reader) -> Asker:
    """Whom the cases are read for: the person who signed in, or the key's department."""
    return reader.user or reader.department


_OTHER_CASE: Final = Text(
    "案件 {case} 没有编号为 {number} 的材料。", "Case {case} has no paper {number}."
)
