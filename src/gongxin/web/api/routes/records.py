"""Records: lists, one record, and its withdrawal."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from gongxin.apps.accounts.queries import department_by_code
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import Conflict, NotFound
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.finding import kind_field
from gongxin.apps.records.queries import RecordFilters, as_of, list_records, record_by_uid
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.views import RecordView
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue
from gongxin.web.api.answers.pages import link_pages
from gongxin.web.api.answers.records import RecordAnswer, RecordList, Withdrawal, record_answer
from gongxin.web.api.officer import officer_for
from gongxin.web.api.parameters import (
    AtMoment,
    DepartmentCode,
    ItemId,
    OptionalDay,
    OptionalText,
    Paged,
    RecordUid,
)
from gongxin.web.api.reader import NEEDS_KEY, ApiRequest, Reader
from gongxin.web.api.refusals import WITH_BODY, refusals

router = Router(tags=["records"])


class RecordQuery(Paged, AtMoment):
    """Which records of an item."""

    item: ItemId
    text: OptionalText = Field(
        "",
        description="主体名称的一部分、主体代码或文书号 / part of the organisation's name, its code, or "
        "the number of the decision",
    )
    region: str = Field(
        "",
        pattern="^[0-9]{2,6}$",
        description="行政区划代码的前几位 / leading digits of a region code",
    )
    department: DepartmentCode = Field("", description="报送部门代码 / the department's code")
    kind: OptionalText = Field(
        "", description="种类，例如罚款，见 /items/{id} / kind, such as 罚款, see /items/{id}"
    )
    decided_from: OptionalDay = Field(None, description="决定日期从 / decided on or after")
    decided_to: OptionalDay = Field(None, description="决定日期至 / decided on or before")


class WithdrawalBody(Schema):
    """Why a record is taken back, and who answers for it."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(
        max_length=1000,
        pattern="[0-9A-Za-z一-鿿]",
        description="理由，留存备查 / reason, which is kept on file",
        examples=["决定书已被复议机关撤销"],
    )
    basis: str = Field("", max_length=1000, description="依据 / legal basis")
    officer: str = Field(
        "",
        max_length=150,
        description="经办人的登录名，须属本部门；用密钥时必填，因为每项决定都要有经办人 / login name of the "
        "officer of the department who decided; needed with a key, for every decision has an officer",
    )


@router.get(
    "/records",
    operation_id="records",
    summary="一个目录项的记录 / the records of an item",
    response={200: RecordList, **refusals(404, 409)},
)
def records(request: ApiRequest, response: HttpResponse, query: Query[RecordQuery]) -> Any:
    """决定日期新的在前；最多翻到前 10,000 条。 / Newest decision first; the first 10,000 can be turned to."""
    _check(query)
    moment = as_of(query.as_of)
    found = list_records(
        query.item,
        viewer=request.reader.viewer,
        as_of=moment,
        filters=RecordFilters(
            query.text,
            query.region,
            query.department.upper(),
            query.kind,
            query.decided_from,
            query.decided_to,
        ),
        page=query.page,
        size=query.size,
    )
    link_pages(request, response, page=found.page, size=found.size, total=found.total)
    return {
        "total": found.total,
        "capped": found.capped,
        "page": found.page,
        "size": found.size,
        "item": found.item.id,
        "as_of": moment.on,
        "records": [record_answer(record) for record in found.records],
    }


@router.get(
    "/records/{uid}",
    operation_id="record",
    summary="一条记录 / one record",
    response={200: RecordAnswer, **refusals(404, 409)},
)
def record(request: ApiRequest, uid: RecordUid, query: Query[AtMoment]) -> Any:
    """更正后编号不变。 / A correction keeps the id."""
    found = _record(request.reader, uid, as_of(query.as_of))
    request.reader.note_reading(found.subject_id, FileReading.What.RECORD)
    return record_answer(found)


@router.post(
    "/records/{uid}/withdraw",
    operation_id="withdraw",
    summary="撤回本部门的记录 / withdraw a record of one's own department",
    auth=NEEDS_KEY,
    response={200: Withdrawal, **refusals(403, 404, 409, *WITH_BODY)},
)
def withdraw(request: ApiRequest, uid: RecordUid, body: WithdrawalBody) -> Any:
    """立即从所有公开页面消失，包括以往日期的。 / It leaves every public view at once, of past days too."""
    reader = request.reader
    _record(reader, uid, as_of())
    officer = officer_for(reader, body.officer)
    with transaction.atomic():
        act = withdraw_record(
            officer=officer, uid=uid, reason=storable(body.reason), basis=storable(body.basis)
        )
        if reader.key:
            write_entry(
                officer=officer,
                department=reader.department,
                verb="withdraw_by_api_key",
                target=f"record:{uid}",
                detail={"act": act.pk, "key": reader.key},
            )
    return {
        "id": uid,
        "state": "withdrawn",
        "reason": act.reason,
        "effective": act.effective_on,
    }


def _record(reader: Reader, uid: RecordUid, moment: AsOf) -> RecordView:
    found = record_by_uid(uid, viewer=reader.viewer, as_of=moment)
    if found is None:
        raise NotFound("no_record", _NO_RECORD.format(uid=uid, day=moment.on))
    return found


def _check(query: RecordQuery) -> None:
    """Raises what tells a misspelt filter from one that finds nothing."""
    item = load_catalogue().items.get(query.item)
    if query.kind and item:
        field = kind_field(item)
        kinds = [c.value for c in field.choices if not c.refused] if field else []
        if query.kind not in kinds:
            raise NotFound(
                "no_kind", _NO_KIND.format(kind=query.kind, kinds=", ".join(kinds) or "-")
            )
    if query.department and department_by_code(query.department) is None:
        raise NotFound("no_department", _NO_DEPARTMENT.format(code=query.department))
    start, end = query.decided_from, query.decided_to
    if start and end and start > end:
        raise Conflict("dates_reversed", _REVERSED.format(start=start, end=end))


_NO_RECORD = Text(
    "截至 {day} 没有您可以查看的编号为 {uid} 的记录：可能已结束公示、已撤回，或编号有误。",
    "There is no record {uid} that you may see as of {day}: its publication ended, it was "
    "withdrawn, or the id is wrong.",
)
_NO_KIND = Text(
    "这个目录项没有“{kind}”这一种类；可用：{kinds}。",
    "This item has no kind “{kind}”; it has: {kinds}.",
)
_NO_DEPARTMENT = Text("没有代码为 {code} 的部门。", "There is no department with the code {code}.")
_REVERSED = Text(
    "decided_to（{end}）早于 decided_from（{start}）。",
    "decided_to ({end}) is before decided_from ({start}).",
)
