"""Cases as programs read them."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from gongxin.apps.cases.eligibility import Eligibility
from gongxin.apps.cases.models import CasePaper, Outbox
from gongxin.apps.cases.views import CaseLine, CaseView, EventView, OverdueCount, StepDays
from gongxin.web.api.answers.answer import Answer
from gongxin.web.api.answers.pages import Page
from gongxin.web.api.answers.records import RecordAnswer, record_answer


class CaseLineAnswer(Answer):
    """案件 / a case."""

    number: str = Field(description="案件编号 / number of the case")
    filing: str = Field(
        description="申请编号，一次申请涉及多个部门时共用 / number of the application"
    )
    kind: str = Field(description="种类 / kind, such as repair or objection")
    state: str = Field(description="状态 / state")
    state_title: str = Field(description="状态名称 / the state in words, in Chinese")
    state_title_en: str = Field(description="状态名称（英文） / the same in English")
    version: int = Field(
        description="第几步，办理时写明以防两人同时决定 / steps taken; give it back when acting"
    )
    subject_code: str = Field(description="主体代码 / the organisation's code")
    subject_name: str = Field(description="主体名称 / the organisation's name")
    department_code: str = Field(description="办理部门代码 / code of the department that must act")
    department: str = Field(description="办理部门 / department that must act")
    ground: str = Field(description="异议事由，其他种类为空 / ground of an objection, else empty")
    opened: datetime = Field(description="提出时间 / when it was opened")
    due: date | None = Field(description="下一步的期限 / last day for the next step")
    due_certain: bool = Field(
        description="期限是否确定；为假时表示“不早于” / false: not before, the calendar is not known so far"
    )
    answer_by: date | None = Field(description="答复申请人的期限 / last day for the answer")
    overdue: bool = Field(description="是否逾期 / whether the deadline has passed")
    closed: datetime | None = Field(description="办结时间 / when it was closed")


class EventAnswer(Answer):
    """案件经过 / an entry of a case's timeline."""

    verb: str = Field(description="步骤 / step, or message, paper")
    title: str = Field(description="步骤名称 / in words, in Chinese")
    title_en: str = Field(description="步骤名称（英文） / the same in English")
    source: str = Field(description="此前状态 / state before")
    target: str = Field(description="此后状态 / state after")
    role: str = Field(
        description="办理身份 / role: applicant, window, department, office, upstream"
    )
    who: str = Field(description="办理者 / who")
    reason: str = Field(description="理由或留言 / reason or message")
    reason_code: str = Field(description="理由代号 / code of the listed reason")
    due: date | None = Field(description="此前的期限 / the deadline that held before it")
    due_certain: bool = Field(
        description="期限是否确定；否则为“不早于” / false: the deadline was “not before”"
    )
    late: bool = Field(description="是否超过期限 / whether it came after its deadline")
    at: datetime = Field(description="时间 / when")


class PaperAnswer(Answer):
    """案件材料 / a paper in a case."""

    id: int = Field(description="材料编号 / number of the paper")
    kind: str = Field(description="种类 / kind: proof, commitment, decision, other")
    source: str = Field(description="来源 / source: file, department, generated")
    filename: str = Field(description="文件名 / file name; empty for a reference")
    size: int = Field(description="字节数 / bytes")
    sha256: str = Field(description="校验值 / SHA-256; empty for a reference")
    reference: str = Field(
        description="部门自有记录的出处 / where the department's own records have it"
    )


class CaseAnswer(CaseLineAnswer):
    """案件全貌 / a case with everything in it."""

    statement: str = Field(description="申请人陈述 / what the applicant says")
    roles: list[str] = Field(description="您的身份 / your roles in it")
    steps: list[str] = Field(description="您现在可以办理的步骤 / the steps that you may take now")
    parent: str = Field(description="所针对的案件 / number of the case whose outcome is contested")
    siblings: list[str] = Field(description="同一申请的其他案件 / other cases of the application")
    events: list[EventAnswer]
    papers: list[PaperAnswer]
    records: list[RecordAnswer]


class OverdueAnswer(Answer):
    """一个部门的未办结案件 / a department's open cases."""

    department_code: str = Field(description="部门代码 / the department's code")
    open: int = Field(description="未办结 / open cases")
    overdue: int = Field(description="其中逾期 / of them overdue")
    oldest_due: date | None = Field(description="最早的逾期期限 / the oldest deadline missed")


class StepDaysAnswer(Answer):
    """一类案件一步的用时 / how long one step of a kind of case takes."""

    kind: str = Field(description="种类 / kind")
    verb: str = Field(description="步骤 / step")
    number: int = Field(description="件数 / how many were taken")
    median: float = Field(description="工作日中位数 / median of working days")
    late: int = Field(description="其中超期 / of them after their deadline")


class FiguresAnswer(Answer):
    """各部门逾期和各步用时 / overdue by department, and days by step."""

    departments: list[OverdueAnswer]
    steps: list[StepDaysAnswer]


class CaseList(Page):
    """案件，未办结的按期限在前 / cases: open ones by deadline, then closed ones, newest first."""

    cases: list[CaseLineAnswer]


class EligibilityAnswer(Answer):
    """能否修复 / whether a record qualifies for repair."""

    record: UUID = Field(description="记录编号 / id of the record")
    item: str = Field(description="目录项 / catalogue item")
    qualifies: bool = Field(description="现在能否申请 / whether repair may be asked for today")
    code: str = Field(description="代号 / now, not_yet, barred, in_hand, over or not_negative")
    text: str = Field(description="说明 / in words, in Chinese")
    text_en: str = Field(description="说明（英文） / the same in English")
    since: date | None = Field(
        description="何时起可以申请 / first day on which it may be asked for"
    )
    case: str = Field(description="正在办理的案件 / number of the case in hand")


class EligibilityList(Answer):
    """主体的失信记录能否修复 / which of an organisation's records qualify."""

    subject: str = Field(description="主体代码 / the organisation's code")
    records: list[EligibilityAnswer]


class FiledAnswer(Answer):
    """修复申请的结果 / what an application became."""

    filing: str = Field(description="申请编号 / number of the application")
    cases: list[CaseLineAnswer] = Field(description="每个认定部门一件 / one for each department")
    refused: list[EligibilityAnswer] = Field(
        description="未列入的记录及原因 / records left out, and why"
    )


class ResultAnswer(Answer):
    """上级推送结果的处理 / what became of a pushed result."""

    upstream: str
    upstream_id: str
    sequence: int
    record: UUID
    result: str
    outcome: str = Field(
        description="applied：已执行；stale：已有更新的结果 / applied, or stale: a later one came first"
    )
    case: str = Field(description="案件编号 / number of the case; empty when stale")


class OutboxEntry(Answer):
    """对外通知 / something that subscribers are told."""

    id: int = Field(description="序号，按提交先后 / number, in the order of commits")
    kind: str = Field(description="事项 / what happened, such as record_repaired")
    at: datetime = Field(description="时间 / when")
    payload: dict[str, str | int | list[str] | None] = Field(description="内容 / contents")


class OutboxList(Answer):
    """对外通知，按序号 / what subscribers are told, in order."""

    after: int = Field(description="从此序号之后 / entries after this number")
    entries: list[OutboxEntry]


def line_answer(line: CaseLine) -> dict[str, object]:
    """A case as one line of JSON."""
    return {
        "number": line.number,
        "filing": line.filing,
        "kind": line.kind.id,
        "state": line.state.id,
        "state_title": line.state.title.zh,
        "state_title_en": line.state.title.en,
        "version": line.version,
        "subject_code": line.subject_code,
        "subject_name": line.subject_name,
        "department_code": line.department_code,
        "department": line.department.zh,
        "ground": line.ground,
        "opened": line.opened_at,
        "due": line.due_on,
        "due_certain": line.due_certain,
        "answer_by": line.answer_by,
        "overdue": line.overdue,
        "closed": line.closed_at,
    }


def case_answer(case: CaseView) -> dict[str, object]:
    """A case with everything in it."""
    return line_answer(case.line) | {
        "statement": case.statement,
        "roles": sorted(case.roles),
        "steps": [step.verb for step in case.steps],
        "parent": case.parent,
        "siblings": [line.number for line in case.siblings],
        "events": [_event(event) for event in case.events],
        "papers": [paper_answer(paper) for paper in case.papers],
        "records": [record_answer(record) for record in case.records],
    }


def _event(event: EventView) -> dict[str, object]:
    return {
        "verb": event.verb,
        "title": event.title.zh,
        "title_en": event.title.en,
        "source": event.source,
        "target": event.target,
        "role": event.role,
        "who": event.who.zh,
        "reason": event.reason.zh,
        "reason_code": event.reason_code,
        "due": event.due_on,
        "due_certain": event.due_certain,
        "late": event.late,
        "at": event.at,
    }


def figures_answer(overdue: list[OverdueCount], steps: list[StepDays]) -> dict[str, object]:
    """The credit office's figures."""
    count = ("department_code", "open", "overdue", "oldest_due")
    days = ("kind", "verb", "number", "median", "late")
    return {
        "departments": [{name: getattr(one, name) for name in count} for one in overdue],
        "steps": [{name: getattr(one, name) for name in days} for one in steps],
    }


def paper_answer(paper: CasePaper) -> dict[str, object]:
    """A paper, without its bytes."""
    names = ("kind", "source", "filename", "size", "sha256", "reference")
    return {"id": paper.pk, **{name: getattr(paper, name) for name in names}}


def eligibility_answer(one: Eligibility) -> dict[str, object]:
    """Whether a record qualifies."""
    return {
        "record": one.record.id,
        "item": one.record.item.id,
        "qualifies": one.qualifies,
        "code": one.code,
        "text": one.text.zh,
        "text_en": one.text.en,
        "since": one.since,
        "case": one.case,
    }


def outbox_answer(entry: Outbox) -> dict[str, object]:
    """An entry of the outbox."""
    return {"id": entry.pk, "kind": entry.kind, "at": entry.at, "payload": entry.payload}
