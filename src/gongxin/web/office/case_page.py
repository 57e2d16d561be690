"""A case made ready to show: its steps as forms, its records beside its papers, its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongxin.apps.cases.dispatch import ACTIONS
from gongxin.apps.cases.kinds.kind import Step
from gongxin.apps.cases.upholding import OUTCOMES
from gongxin.apps.cases.views import CaseView
from gongxin.apps.errors import ActionError
from gongxin.apps.records.views import RecordView
from gongxin.core.text import Text
from gongxin.law.catalogue import Field
from gongxin.web.language import say
from gongxin.web.office import case_words
from gongxin.web.office.case_about import facts_about, said_in_letter

CORRECTING = "correct"  # the step that says what the record should hold
TELLING = ("correct", "remove")  # the steps that say who was told
PAPERED = {  # the steps that rest on a paper, and which one
    "record_signature": Text("组织签署的承诺书", "The letter that the organisation signed"),
}
DATED = {  # the steps that set a day, or tell of one, and what that day is
    "return": Text("新的整改期限", "To be put right by"),
    "shield": Text(
        "屏蔽的最后一日（不填则为计划执行期限）",
        "Last day of the shield (if empty, the plan's end)",
    ),
    "prolong": Text("屏蔽的最后一日", "Last day of the shield"),
    "talk": Text("约谈日期", "Day of the talk"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that was refused: which, why, and what had been filled in."""

    verb: str
    error: ActionError
    filled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepForm:
    """One step that the reader may take now, as a form; ``fields`` are those it may correct."""

    step: Step
    fields: list[tuple[Field, str]]
    tells: bool
    signs: bool
    day: Text | None
    paper: Text | None
    tone: str
    tried: Tried | None

    @property
    def problem(self) -> str:
        """Why the step was refused, when it just was."""
        return say(self.tried.error.text) if self.tried else ""

    @property
    def open(self) -> bool:
        """Whether the form is shown unfolded: after a refusal."""
        return self.tried is not None

    @property
    def reason(self) -> str:
        """The words that had been filled in."""
        return self.tried.filled.get("reason", "") if self.tried else ""

    @property
    def reason_code(self) -> str:
        """The listed reason that had been chosen."""
        return self.tried.filled.get("reason_code", "") if self.tried else ""


def step_forms(view: CaseView, tried: Tried | None = None) -> list[StepForm]:
    """The steps that fit the case, in the order its kind declares them."""
    fitting = [step for step in view.steps if _fits(view, step)]
    return [
        StepForm(
            step=step,
            fields=_correctable(view) if step.verb == CORRECTING else [],
            tells=view.line.kind.id == "objection" and step.verb in TELLING,
            signs=step.verb == "sign",
            day=DATED.get(step.verb),
            paper=PAPERED.get(step.verb),
            tone=case_words.tone_of(view.line.kind.state(step.target)),
            tried=tried if tried and tried.verb == step.verb else None,
        )
        for step in fitting
    ]


def corrections(view: CaseView, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed as ``field-<code>`` and differs from what the record holds."""
    return {
        one.code: typed[f"field-{one.code}"].strip()
        for one, value in _correctable(view)
        if typed.get(f"field-{one.code}", value).strip() != value
    }


def case_page(
    request: HttpRequest, view: CaseView, tried: Tried | None = None, status: int = 200
) -> HttpResponse:
    """The page of one case, with what was refused when a step was tried."""
    forms = step_forms(view, tried)
    inside = bool(view.roles & {"department", "office"})
    context = {
        "section": "cases",
        "view": view,
        "line": view.line,
        "forms": forms,
        "facts": facts_about(view.about),
        "promises": said_in_letter(view.about, "promises"),
        "consequences": said_in_letter(view.about, "consequences"),
        "inside": inside,
        "own": "applicant" in view.roles,
        "steady": tried and not any(one.tried for one in forms) and say(tried.error.text),
    }
    return render(request, "office/case.html", context, status=status)


def _fits(view: CaseView, step: Step) -> bool:
    """Whether the step can be taken on this page and makes sense for what the case is about."""
    if (view.line.kind.id, step.verb) not in ACTIONS:
        return False
    outcomes = OUTCOMES.get(view.line.ground) if view.line.kind.id == "objection" else None
    every = {verb for found in OUTCOMES.values() for verb in found.values()}
    return outcomes is None or step.verb not in every or step.verb in outcomes.values()


def _correctable(view: CaseView) -> list[tuple[Field, str]]:
    """The fields of the record that an upheld objection to content or period may correct."""
    if view.line.ground not in ("content", "period") or not view.records:
        return []
    record: RecordView = view.records[0]
    item = record.item
    values = {one.code: value for one, value in record.fields}
    fixed = {item.subject.code, item.subject.name, *item.key}
    return [(one, values.get(one.code, "")) for one in item.stored_fields if one.code not in fixed]
