"""Applying for repair, objecting, and taking down what was quashed."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Query, Router, Schema, Status
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from gongxin.apps.accounts.permissions import subject_of
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.cases.eligibility import Eligibility, repairable
from gongxin.apps.cases.queries import case_for, line_for
from gongxin.apps.errors import NotAllowed
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.web.api.answers.cases import (
    CaseAnswer,
    EligibilityList,
    FiledAnswer,
    case_answer,
    eligibility_answer,
    line_answer,
)
from gongxin.web.api.answers.records import Withdrawal
from gongxin.web.api.officer import officer_for
from gongxin.web.api.parameters import CodeText, RecordUid
from gongxin.web.api.parameters import uid as read_uid
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.api.routes.cases import OFFICER
from gongxin.web.api.routes.search import subject_by_code

router = Router(tags=["cases"], auth=NEEDS_KEY)

Uid = Annotated[
    UUID, BeforeValidator(read_uid), WithJsonSchema({"type": "string", "format": "uuid"})
]
OptionalUid = Annotated[
    UUID | None, BeforeValidator(read_uid), WithJsonSchema({"type": "string", "format": "uuid"})
]


class SubjectQuery(Schema):
    """Whose records."""

    subject: CodeText


class RepairBody(Schema):
    """An application for repair."""

    model_config = ConfigDict(extra="forbid")

    subject: CodeText
    records: list[Uid] = Field(
        min_length=1, max_length=100, description="要修复的记录编号 / ids of the records"
    )
    statement: str = Field("", max_length=2000, description="陈述 / what the applicant says")
    signed: bool = Field(description="已签署公开信用承诺书 / the public commitment is signed")
    references: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="部门自有记录中的履行证明 / proofs in the department's own records",
    )
    officer: str = Field("", max_length=150, description=OFFICER)


class ObjectionBody(Schema):
    """An objection."""

    model_config = ConfigDict(extra="forbid")

    subject: CodeText
    ground: Literal["content", "period", "link", "repair", "evaluation"] = Field(
        description="事由 / ground"
    )
    statement: str = Field(
        max_length=2000,
        pattern="[0-9A-Za-z一-鿿]",
        description="陈述 / what is objected to, and why",
    )
    record: OptionalUid = Field(None, description="记录编号 / id of the record")
    contested: str = Field(
        "",
        max_length=100,
        description="所针对的修复案件或评价 / repair case or evaluation contested",
    )
    officer: str = Field("", max_length=150, description=OFFICER)


class QuashBody(Schema):
    """By what a decision was quashed, and who answers for taking its record down."""

    model_config = ConfigDict(extra="forbid")

    document: str = Field(
        max_length=300,
        pattern="[0-9A-Za-z一-鿿]",
        description="复议决定书或判决书文号 / decision on review, or judgement",
    )
    reason: str = Field(
        max_length=1000,
        pattern="[0-9A-Za-z一-鿿]",
        description="理由，留存备查 / reason, kept on file",
    )
    officer: str = Field("", max_length=150, description=OFFICER)


@router.get(
    "/repairable",
    operation_id="repairable",
    summary="哪些记录现在能申请修复 / which records qualify for repair now",
    response={200: EligibilityList, **refusals(403, 404)},
)
def which(request: ApiRequest, query: Query[SubjectQuery]) -> Any:
    """不能的写明何时起可以，或为什么。 / For others: from when, or why not."""
    subject = subject_by_code(query.subject)
    organisation = subject_of(request.reader.user)
    if organisation is not None and organisation.pk != subject.pk:
        raise NotAllowed("not_your_organisation", _NOT_YOURS)
    found = repairable(subject)
    if organisation is None:
        if request.reader.department is None:
            raise NotAllowed("no_department", _NO_DEPARTMENT)
        request.reader.note_reading(subject.pk, FileReading.What.FILE)
        # what is published no more is its department's, the credit office's and the organisation's
        found = [one for one in found if one.code != "over" or _own(request, one)]
    return {"subject": subject.code, "records": [eligibility_answer(one) for one in found]}


@router.post(
    "/repairs",
    operation_id="repair",
    summary="申请信用修复 / apply for repair",
    response={201: FiledAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def repair(request: ApiRequest, body: RepairBody) -> Any:
    """由本组织，或由政务服务窗口的工作人员代为提出。 / By the organisation, or by an officer at a window for it."""
    user = officer_for(request.reader, body.officer)
    made = file_repair(
        user=user,
        subject_code=body.subject,
        uids=body.records,
        statement=storable(body.statement),
        signed=body.signed,
        references=[storable(one)[:1000] for one in body.references],
    )
    answer = {
        "filing": made.filing,
        "cases": [line_answer(line_for(case)) for case in made.cases],
        "refused": [eligibility_answer(one) for one in made.refused],
    }
    return Status(201, answer)


@router.post(
    "/objections",
    operation_id="object",
    summary="提出异议 / object",
    response={201: CaseAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def objection(request: ApiRequest, body: ObjectionBody) -> Any:
    """办结之前，记录注明“异议处理中”。 / Until it is closed the record carries “objection pending”."""
    user = officer_for(request.reader, body.officer)
    case = file_objection(
        user=user,
        subject_code=body.subject,
        ground=body.ground,
        statement=storable(body.statement),
        uid=body.record,
        contested=storable(body.contested),
    )
    return Status(201, case_answer(case_for(user, case.number)))


@router.post(
    "/records/{uid}/quash",
    operation_id="quash",
    summary="决定被复议或法院撤销，撤回记录 / take down the record of a quashed decision",
    response={200: Withdrawal, **refusals(403, 404, 409, *WITH_BODY)},
)
def quash(request: ApiRequest, uid: RecordUid, body: QuashBody) -> Any:
    """立即从所有公开页面消失，留有痕迹；重新报送也不再公示。 / It leaves every public view at once, with a trace;
    the same row sent again does not come back.
    """
    officer = officer_for(request.reader, body.officer)
    act = quash_decision(
        officer=officer, uid=uid, document=storable(body.document), reason=storable(body.reason)
    )
    return {"id": uid, "state": "withdrawn", "reason": act.reason, "effective": act.effective_on}


def _own(request: ApiRequest, one: Eligibility) -> bool:
    return request.reader.viewer.level_for(one.record.department_id) == "full"


_NOT_YOURS: Final = Text(
    "只能查询本组织的记录。", "You may only ask about your own organisation's records."
)
_NO_DEPARTMENT: Final = Text(
    "您的账号不属于任何部门或组织。", "Your account belongs to no department and no organisation."
)
