"""How a record was tied to its organisation, stage by stage, in words that name what was found."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongxin.apps.records.candidates import queue_entries
from gongxin.apps.records.evidence import Stage, stages_of
from gongxin.apps.records.models import Record
from gongxin.apps.records.reading import rows_of, says_of_subject
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.visibility import Viewer
from gongxin.apps.subjects.models import Judgement
from gongxin.apps.subjects.signature import signature_of
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One stage: its name, what the row says for it, what came of it; ``decided`` for the one."""

    evidence: str
    title: Text
    said: str
    outcome: Text
    subjects: tuple[tuple[str, str], ...]  # code and name
    decided: bool


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What a person said about the row and an organisation: who, when, why."""

    verdict: str
    words: Text
    subject_code: str
    subject_name: str
    officer: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkTrace:
    """The stages in their order as the register stands now, and every judgement, newest first."""

    steps: list[TraceStep]
    judgements: list[JudgementView]


def link_trace(uid: UUID, *, viewer: Viewer) -> LinkTrace | None:
    """How a record's current revision is tied; None for who may not see all of it."""
    row = next(rows_of(Record.objects.filter(uid=uid).order_by("-revision")[:1]), None)
    if row is None or viewer.level_for(row.department_id) != "full":
        return None
    steps = [_step(stage, row.linked_by) for stage in stages_of([row])[0]]
    if row.subject_id is None and row.known_until is None:
        (entry,) = queue_entries([row], viewer, as_of())
        listed = [c for c in entry.candidates if c.likely]
        found = tuple((c.subject.code, c.subject.name) for c in listed)
        steps.append(TraceStep("likeness", _LIKENESS, entry.named, _proposed(found), found, False))
    raw = says_of_subject(load_catalogue().items[row.item], row.fields)
    return LinkTrace(steps, _judgements(signature_of(**raw)))


def _step(stage: Stage, linked_by: str) -> TraceStep:
    found = tuple((subject.code, subject.name) for subject in stage.subjects)
    decided = stage.evidence == linked_by
    outcome = _OUTCOMES[stage.outcome]
    if stage.outcome == "decides" and linked_by and not decided:
        outcome = _LATER
    return TraceStep(stage.evidence, _TITLES[stage.evidence], stage.said, outcome, found, decided)


def _judgements(signature: str) -> list[JudgementView]:
    kept = Judgement.objects.filter(signature=signature).select_related("subject", "officer")
    return [
        JudgementView(
            one.verdict,
            _VERDICTS[one.verdict],
            one.subject.code,
            one.subject.name,
            one.officer.username,
            one.reason,
            one.at,
        )
        for one in kept.order_by("-id")
    ]


def _proposed(found: tuple[tuple[str, str], ...]) -> Text:
    return _NO_LIKENESS if not found else _LIKE.format(n=len(found))


_TITLES = {
    "uscc": Text("统一社会信用代码", "Unified Social Credit Code"),
    "officer": Text("工作人员的判断", "An officer's judgement"),
    "regno": Text("工商注册号", "Old registration number"),
    "orgcode": Text("组织机构代码", "Organisation code"),
    "name": Text("名称加行政区划", "Name within the city"),
}
_OUTCOMES = {
    "decides": Text("指向一个组织", "Points to one organisation"),
    "several": Text("指向不止一个组织，不能确定", "Points to more than one: not decided"),
    "none": Text("没有找到", "Nobody found"),
    "denied": Text(
        "找到的都已被认定不是同一个", "Found only what was judged to be another organisation"
    ),
    "not_said": Text("这一行没有写", "The row does not give it"),
    "not_asked": Text("不必再查", "Not needed"),
}
_LATER = Text(
    "按现在的登记信息指向一个组织", "Points to one organisation as the register stands now"
)
_LIKENESS = Text("名称相近，由人决定", "Names that are alike: for a person to decide")
_LIKE = Text("提出 {n} 个候选", "{n} proposed")
_NO_LIKENESS = Text("没有相近的名称", "No name is alike")
_VERDICTS = {
    "same": Text("是同一个", "The same"),
    "not_same": Text("不是同一个", "Not the same"),
    "unsure": Text("说不准", "Unsure"),
}
