"""Applying for repair, objecting, repair results from above, and what subscribers are told."""

from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Query, Router, Schema, Status
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from gongxin.apps.accounts.permissions import is_credit_office, subject_of
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.cases.actions.receive_repair_result import Pushed, receive_repair_result
from gongxin.apps.cases.eligibility import Eligibility, repairable
from gongxin.apps.cases.models import UpstreamResult
from gongxin.apps.cases.outbox import entries_after
from gongxin.apps.cases.queries import case_for, line_for
from gongxin.apps.errors import NotAllowed
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.web.api.answers.cases import (
    CaseAnswer,
    EligibilityList,
    FiledAnswer,
    OutboxList,
    ResultAnswer,
    case_answer,
    eligibility_answer,
    line_answer,
    outbox_answer,
)
from gongxin.web.api.answers.records import Withdrawal
from gongxin.web.api.officer import officer_for
from gongxin.web.api.parameters import LARGEST_ID, CodeText, RecordUid, Whole, day
from gongxin.web.api.parameters import uid as read_uid
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.api.routes.cases import OFFICER, asker
from gongxin.web.api.routes.search import subject_by_code

router = Router(tags=["cases"], auth=NEEDS_KEY)

Uid = Annotated[
    UUID, BeforeValidator(read_uid), WithJsonSchema({"type": "string", "format": "uuid"})
]
OptionalUid = Annotated[
    UUID | None, BeforeValidator(read_uid), WithJsonSchema({"type": "string", "format": "uuid"})
]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})]


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


class ResultBody(Schema):
    """A repair result that an upper platform decided."""

    model_config = ConfigDict(extra="forbid")

    upstream: str = Field(
        pattern="^[a-z0-9-]{1,40}$", description="上级平台代号 / name of the platform"
    )
    upstream_id: str = Field(
        pattern="^[A-Za-z0-9._:-]{1,100}$",
        description="上级编号，唯一 / its id of the result, unique",
    )
    sequence: int = Field(
        ge=1,
        le=LARGEST_ID,
        description="序号，同一记录后到的更大 / orders the results of one record",
    )
    record: Uid = Field(description="记录编号 / id of the record")
    result: Literal["granted", "declined", "revoked"] = Field(description="结果 / result")
    decided: Day = Field(description="决定日期 / day of the decision")
    reason: str = Field("", max_length=2000, description="理由 / reason")


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


class OutboxQuery(Schema):
    """From where on."""

    after: Whole = Field(
        0, ge=0, le=LARGEST_ID, description="此序号之后 / entries after this number"
    )


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
    "/repair-results",
    operation_id="repair_result",
    summary="推送上级平台的修复结果 / push a repair result from an upper platform",
    response={200: ResultAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def result(request: ApiRequest, body: ResultBody) -> Any:
    """用信用办的密钥。同一结果可重复推送；晚到的旧结果不生效。 / With the credit office's key. The same result
    may be pushed again; an older one that comes late changes nothing.
    """
    department = request.reader.department
    if department is None:
        raise NotAllowed("credit_office_only", _OFFICE_ONLY)
    pushed = Pushed(
        upstream=body.upstream,
        upstream_id=body.upstream_id,
        sequence=body.sequence,
        record=body.record,
        result=body.result,
        decided_on=body.decided,
        reason=storable(body.reason),
    )
    officer = request.reader.user
    taken = receive_repair_result(department=department, pushed=pushed, officer=officer)
    return _result(taken)


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


@router.get(
    "/outbox",
    operation_id="outbox",
    summary="对外通知，可从任何序号重读 / what subscribers are told, from any number on",
    response={200: OutboxList, **refusals(403)},
)
def outbox(request: ApiRequest, query: Query[OutboxQuery]) -> Any:
    """每次最多 100 条，按序号。用信用办的密钥。 / At most 100 at once, in order. With the credit office's key."""
    if not is_credit_office(asker(request.reader)):
        raise NotAllowed("credit_office_only", _OFFICE_ONLY)
    entries = entries_after(query.after)
    return {"after": query.after, "entries": [outbox_answer(entry) for entry in entries]}


def _own(request: ApiRequest, one: Eligibility) -> bool:
    return request.reader.viewer.level_for(one.record.department_id) == "full"


def _result(taken: UpstreamResult) -> dict[str, object]:
    return {
        "upstream": taken.upstream,
        "upstream_id": taken.upstream_id,
        "sequence": taken.sequence,
        "record": taken.record_uid,
        "result": taken.result,
        "outcome": taken.outcome,
        "case": taken.case.number if taken.case else "",
    }


_NOT_YOURS: Final = Text(
    "只能查询本组织的记录。", "You may only ask about your own organisation's records."
)
_NO_DEPARTMENT: Final = Text(
    "您的账号不属于任何部门或组织。", "Your account belongs to no department and no organisation."
)
_OFFICE_ONLY: Final = Text("此项操作只能用信用办的密钥。", "This needs the credit office's key.")
