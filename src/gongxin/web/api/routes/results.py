"""Repair results from upper platforms, and what subscribers are told."""

from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from gongxin.apps.accounts.permissions import is_credit_office
from gongxin.apps.cases.actions.receive_repair_result import Pushed, receive_repair_result
from gongxin.apps.cases.models import UpstreamResult
from gongxin.apps.cases.outbox import entries_after
from gongxin.apps.errors import Invalid, NotAllowed
from gongxin.apps.records.keyed import RecordKey
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.web.api.answers.cases import OutboxList, ResultAnswer, outbox_answer
from gongxin.web.api.parameters import LARGEST_ID, DepartmentCode, ItemId, Whole, day
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest
from gongxin.web.api.refusals import WITH_BODY, refusals
from gongxin.web.api.routes.cases import asker
from gongxin.web.api.routes.repairs import OptionalUid

router = Router(tags=["cases"], auth=NEEDS_KEY)

KeyText = Annotated[str, Field(min_length=1, max_length=500)]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})]


class KeyBody(Schema):
    """By what a record is known to whoever filed it."""

    model_config = ConfigDict(extra="forbid")

    item: ItemId
    fields: dict[str, KeyText] = Field(
        min_length=2,
        max_length=10,
        description="主键字段：主体代码，加文书号等至少一项；括号、全半角、空格不计 / key fields: the "
        "organisation's code and at least one more, such as the document's number; brackets, widths "
        "and spaces do not matter",
        examples=[{"CF_WSH": "公市监罚〔2026〕12号", "CF_XDR_SHXYM": "91329901000000019X"}],
    )
    department: DepartmentCode | None = Field(
        None, description="报送部门代码，可不填 / code of the department that filed it, if known"
    )


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
    record: OptionalUid = Field(
        None, description="记录编号；不知道时填 key / id of the record; without it: key"
    )
    key: KeyBody | None = Field(
        None, description="记录自己的主键，代替编号 / the record's own key, in place of its id"
    )
    result: Literal["granted", "declined", "revoked"] = Field(description="结果 / result")
    decided: Day = Field(description="决定日期 / day of the decision")
    reason: str = Field("", max_length=2000, description="理由 / reason")


class OutboxQuery(Schema):
    """From where on."""

    after: Whole = Field(
        0, ge=0, le=LARGEST_ID, description="此序号之后 / entries after this number"
    )


@router.post(
    "/repair-results",
    operation_id="repair_result",
    summary="推送上级平台的修复结果 / push a repair result from an upper platform",
    response={200: ResultAnswer, **refusals(403, 404, 409, *WITH_BODY)},
)
def result(request: ApiRequest, body: ResultBody) -> Any:
    """用信用办的密钥。记录用编号或自己的主键指明：没有这样的记录 404，有几条 409。同一结果可重复推送；晚到的旧
    结果不生效。 / With the credit office's key. The record is named by its id or its own key: 404 where
    there is none, 409 where there are several. The same result may be pushed again; an older one that
    comes late changes nothing.
    """
    department = request.reader.department
    if department is None:
        raise NotAllowed("credit_office_only", _OFFICE_ONLY)
    pushed = Pushed(
        upstream=body.upstream,
        upstream_id=body.upstream_id,
        sequence=body.sequence,
        record=_named(body),
        result=body.result,
        decided_on=body.decided,
        reason=storable(body.reason),
    )
    officer = request.reader.user
    taken = receive_repair_result(department=department, pushed=pushed, officer=officer)
    return _result(taken)


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


def _named(body: ResultBody) -> UUID | RecordKey:
    if (body.record is None) == (body.key is None):
        raise Invalid("record_or_key", _EITHER)
    if body.record is not None:
        return body.record
    key = body.key
    assert key is not None
    fields = {storable(code): storable(value) for code, value in key.fields.items()}
    return RecordKey(key.item, fields, key.department or "")


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


_EITHER: Final = Text(
    "请写明 record（记录编号）或 key（记录自己的主键），二者只填一个。",
    "Give either record (its id) or key (the record's own key), and not both.",
)
_OFFICE_ONLY: Final = Text("此项操作只能用信用办的密钥。", "This needs the credit office's key.")
