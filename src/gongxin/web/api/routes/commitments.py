"""Commitments, rectification orders, self-declarations and shields: what starts them, what is public."""

from datetime import date
from typing import Annotated, Any, Final, Literal

from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.actions.make_declaration import make_declaration
from gongxin.apps.cases.actions.order_rectification import order_rectification
from gongxin.apps.cases.actions.request_commitment import request_commitment
from gongxin.apps.cases.actions.sign_commitment import sign_commitment
from gongxin.apps.cases.declarations import declarations_of
from gongxin.apps.cases.papers import Upload
from gongxin.law.letters import load_letters
from gongxin.web.api.answers.cases import CaseAnswer
from gongxin.web.api.answers.commitments import (
    DeclarationList,
    LetterList,
    declaration_answer,
    letter_answer,
)
from gongxin.web.api.parameters import CodeText, OptionalDay, day
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.api.routes.cases import OFFICER, OptionalFile
from gongxin.web.api.routes.repairs import SubjectQuery, Uid
from gongxin.web.api.routes.search import subject_by_code
from gongxin.web.api.starting import started

router = Router(tags=["cases"])

_WORD: Final = "[0-9A-Za-z一-鿿]"
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})]
LetterId = Annotated[
    str, Field(pattern="^[a-z][a-z-]{1,39}$", description="承诺书，见 /letters / see /letters")
]
Ruling = Annotated[
    UploadedFile,
    WithJsonSchema(
        {
            "type": "string",
            "format": "binary",
            "minLength": 1,
            "description": "裁定书，PDF、PNG 或 JPEG / the ruling",
        }
    ),
    File(...),
]


Given = dict[str, object]
STARTS: Final[dict[str, Any]] = {
    "auth": NEEDS_KEY,
    "response": {201: CaseAnswer, **refusals(403, 404, 409, *WITH_BODY)},
}


class RequestBody(Schema):
    """A commitment that is asked for."""

    model_config = ConfigDict(extra="forbid")

    subject: CodeText
    letter: LetterId
    matter: str = Field(max_length=500, pattern=_WORD, description="承诺事由 / made for what")
    due: OptionalDay = Field(None, description="履行期限 / to be performed by")
    officer: str = Field("", max_length=150, description=OFFICER)

    def given(self) -> Given:
        """What the action is told."""
        return {
            "subject_code": self.subject,
            "letter": self.letter,
            "matter": self.matter,
            "due_on": self.due,
        }


class SignBody(RequestBody):
    """A commitment of the organisation's own accord."""

    department: CodeText
    signed: bool = Field(description="已签署 / it is signed")

    def given(self) -> Given:
        """What the action is told."""
        return {**super().given(), "department_code": self.department, "signed": self.signed}


class OrderBody(Schema):
    """A rectification order."""

    model_config = ConfigDict(extra="forbid")

    subject: CodeText
    matter: str = Field(max_length=500, pattern=_WORD, description="整改事项 / what to put right")
    basis: str = Field(max_length=300, pattern=_WORD, description="依据 / law or rule, and article")
    due: Day = Field(description="整改期限 / to be put right by")
    records: list[Uid] = Field(
        default_factory=list, max_length=100, description="涉及的记录 / records it rests on"
    )
    may_lead_to: str = Field("", max_length=200, description="逾期可能列入 / list it may lead to")
    officer: str = Field("", max_length=150, description=OFFICER)

    def given(self) -> Given:
        """What the action is told."""
        return {
            "subject_code": self.subject,
            "matter": self.matter,
            "basis": self.basis,
            "due_on": self.due,
            "uids": self.records,
            "may_lead_to": self.may_lead_to,
        }


class DeclarationForm(Schema):
    """What an organisation declares of itself."""

    subject: CodeText
    ground: Literal["certificate", "contract", "award", "welfare"] = Field(
        description="类别 / category"
    )
    title: str = Field(max_length=500, pattern=_WORD, description="名称 / title")
    issuer: str = Field(max_length=500, pattern=_WORD, description="颁发或证实单位 / issuer")
    happened: Day = Field(description="日期 / day")
    valid_until: OptionalDay = Field(None, description="有效期至 / valid until")
    statement: str = Field("", max_length=2000, description="说明 / description")
    signed: bool = Field(description="承诺真实 / the commitment that it is true")
    officer: str = Field("", max_length=150, description=OFFICER)

    def given(self) -> Given:
        """What the action is told."""
        return {
            "subject_code": self.subject,
            "ground": self.ground,
            "title": self.title,
            "issuer": self.issuer,
            "happened_on": self.happened,
            "valid_until": self.valid_until,
            "statement": self.statement,
            "signed": self.signed,
        }


class ShieldingForm(Schema):
    """An application for shielding."""

    subject: CodeText
    records: list[Uid] = Field(min_length=1, max_length=100, description="记录编号 / records")
    court: str = Field(max_length=200, pattern=_WORD, description="法院 / court")
    ruling: str = Field(max_length=200, pattern=_WORD, description="裁定书文号 / number")
    ruled: Day = Field(description="裁定日期 / day of the ruling")
    plan_until: OptionalDay = Field(
        None,
        description="计划执行期限，裁定未写明的不填 / the plan runs until; empty where the ruling sets none",
    )
    statement: str = Field("", max_length=2000, description="说明 / remarks")
    officer: str = Field("", max_length=150, description=OFFICER)

    def given(self) -> Given:
        """What the action is told."""
        return {
            "subject_code": self.subject,
            "uids": self.records,
            "court": self.court,
            "ruling": self.ruling,
            "ruled_on": self.ruled,
            "plan_until": self.plan_until,
            "statement": self.statement,
        }


@router.get(
    "/letters",
    operation_id="letters",
    summary="承诺书 / commitment letters",
    response={200: LetterList, **refusals()},
)
def letters(request: ApiRequest) -> Any:
    """每份写明承诺、违诺后果及其依据。 / Each with its promises, its consequences and their basis."""
    return {"letters": [letter_answer(letter) for letter in load_letters().values()]}


@router.get(
    "/declarations",
    operation_id="declarations",
    summary="一家组织的自主申报 / what an organisation declares of itself",
    response={200: DeclarationList, **refusals(404)},
)
def declarations(request: ApiRequest, query: Query[SubjectQuery]) -> Any:
    """由组织自己申报，不是公共信用记录。 / By the organisation itself; no public-credit records."""
    subject = subject_by_code(query.subject)
    found = [declaration_answer(one) for one in declarations_of(subject)]
    return {"subject": subject.code, "declarations": found}


@router.post(
    "/commitments/requests",
    operation_id="request_commitment",
    summary="请组织签署承诺书 / ask for a commitment",
    **STARTS,
)
def request_one(request: ApiRequest, body: RequestBody) -> Any:
    """由部门发起，组织用自己的账号签署。 / By a department; the organisation signs in its own account."""
    return started(request, body, request_commitment, by="officer")


@router.post(
    "/commitments",
    operation_id="sign_commitment",
    summary="签署承诺书 / sign a commitment",
    **STARTS,
)
def sign(request: ApiRequest, body: SignBody) -> Any:
    """由本组织，或由政务服务窗口代为提交。 / By the organisation, or at a service window for it."""
    return started(request, body, sign_commitment)


@router.post(
    "/rectifications",
    operation_id="order_rectification",
    summary="责令限期整改 / order a rectification",
    **STARTS,
)
def order(request: ApiRequest, body: OrderBody) -> Any:
    """没有依据不能作出。 / Without a basis there is no order."""
    return started(request, body, order_rectification, by="officer")


@router.post(
    "/declarations",
    operation_id="make_declaration",
    summary="自主申报 / declare something of one's own organisation",
    **STARTS,
)
def declare(request: ApiRequest, form: Form[DeclarationForm], file: OptionalFile = None) -> Any:
    """单独展示，到期自动消失。 / Shown apart, and gone after its last day."""
    proofs = [Upload(file.name or "", file)] if file is not None else []
    return started(request, form, make_declaration, proofs=proofs)


@router.post(
    "/shieldings",
    operation_id="file_shielding",
    summary="申请重整期间暂时屏蔽 / apply for shielding in a reorganisation",
    **STARTS,
)
def shield(request: ApiRequest, form: Form[ShieldingForm], file: Ruling) -> Any:
    """凭法院裁定，由信用办审核。 / With the court's ruling; the credit office decides."""
    return started(request, form, file_shielding, papers=[Upload(file.name or "", file)])
