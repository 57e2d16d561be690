"""Records as programs read them: the command line's keys, and what one can do about a record."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from gongxin.apps.records.queries import remedies
from gongxin.apps.records.states import SHIELDED
from gongxin.apps.records.views import RecordView
from gongxin.web.api.answers.answer import Answer
from gongxin.web.api.answers.pages import Page


class GoneAnswer(Answer):
    """为何今天不再公示 / why a record is not shown today."""

    kind: str = Field(
        description="处理 / act: repair_granted, withdrawn, quashed, unlinked, sent_back"
    )
    on: date = Field(description="日期 / day")
    reason: str = Field(description="理由 / reason")


class RecordAnswer(Answer):
    """信用记录 / a record."""

    id: UUID = Field(description="记录编号，更正后不变 / id of the record, kept by corrections")
    item: str = Field(description="目录项 / catalogue item")
    subject_code: str = Field(
        description="主体代码，待关联时为空 / the organisation's code, empty while waiting to be linked"
    )
    subject_name: str = Field(description="主体名称 / the organisation's name")
    decided: date = Field(description="决定日期 / day of the decision")
    public_from: date | None = Field(description="公示起 / public from; null: not published")
    public_until: date | None = Field(
        description="公示至（含当日） / last public day; null: no set end, or not published"
    )
    severity: Literal["", "minor", "general", "serious"] = Field(
        description="失信程度 / severity; empty where the item knows none"
    )
    state: Literal[
        "published", "not_published", "ended", "shielded", "withdrawn", "superseded", "unlinked"
    ] = Field(description="状态 / state")
    stage: list[str] = Field(
        description="正在办理的案件，例如 objection_pending / open cases about it, such as "
        "objection_pending"
    )
    stopped: date | None = Field(
        description="提前终止公示的日期 / day on which publication was stopped early"
    )
    shielded_until: date | None = Field(
        description="重整期间暂时屏蔽的最后一日；未知时为空 / last day of a shield during a reorganisation; "
        "null: not shielded, or the end is not known"
    )
    gone: GoneAnswer | None = Field(
        description="截至以往日期查询时，今天为何不再公示 / in a view of a past day, why it is not shown "
        "today"
    )
    department: str = Field(description="报送部门 / department that filed it")
    department_code: str = Field(description="报送部门代码 / its code")
    submission: int = Field(description="来源批次 / submission it came with")
    row: int = Field(description="来源行号 / row in the submitted file")
    revision: int = Field(ge=1, description="第几版 / revision")
    fields: dict[str, str] = Field(
        description="字段代码到值；日期为 2026-11-21，金额以万元计 / value by field code; dates as "
        "2026-11-21, amounts in ten thousand yuan"
    )
    remedies: list[str] = Field(description="可以怎么办 / what one can do about it, in Chinese")
    remedies_en: list[str] = Field(description="可以怎么办（英文） / the same in English")


class RecordList(Page):
    """目录项的记录，决定日期新的在前 / an item's records, newest decision first."""

    item: str = Field(description="目录项 / catalogue item")
    as_of: date = Field(description="截至日期 / the day it is as of")
    records: list[RecordAnswer]


class Withdrawal(Answer):
    """撤回的结果 / what a withdrawal did."""

    id: UUID = Field(description="记录编号 / id of the record")
    state: Literal["withdrawn"]
    reason: str = Field(description="理由 / reason")
    effective: date = Field(description="撤回日期 / day of the withdrawal")


def record_answer(record: RecordView) -> dict[str, object]:
    """A record as it stands in JSON."""
    steps, gone = remedies(record), record.gone
    return {
        "id": record.id,
        "item": record.item.id,
        "subject_code": record.subject_code,
        "subject_name": record.subject_name,
        "decided": record.decided_on,
        "public_from": record.public_from,
        "public_until": record.public_until,
        "severity": record.severity,
        "state": record.state,
        "stage": list(record.stages),
        "stopped": record.stopped_on,
        "shielded_until": record.shielded_until if record.state == SHIELDED else None,
        "gone": {"kind": gone.kind, "on": gone.on, "reason": gone.reason} if gone else None,
        "department": record.department,
        "department_code": record.department_code,
        "submission": record.submission,
        "row": record.row,
        "revision": record.revision,
        "fields": {field.code: value for field, value in record.fields},
        "remedies": [step.zh for step in steps],
        "remedies_en": [step.en for step in steps],
    }
