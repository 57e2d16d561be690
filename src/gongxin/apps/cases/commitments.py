"""Commitments of organisations: what is signed, what goes into the file, who may still sign.

Signing and every result are handed in by the accepting department as one row of the catalogue item
``commitment``, so they are checked, linked, published and corrected like any other record.
"""

import io
import json
from datetime import date
from uuid import UUID

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.working_time import require_ahead
from gongxin.apps.errors import Conflict, Invalid
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_day, legal_today
from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules
from gongxin.law.letters import Letter, load_letters
from gongxin.law.months import add_months

ITEM = "commitment"
IN_PLACE_OF_PROOF = ("approval", "missing-papers", "proof")
_INDIVIDUAL = "individual_business"
_BREACHES = ("kept_in_part", "broken")
_STATUS = {"kept": "已履行", "kept_in_part": "部分履行", "broken": "未履行"}


def letter_called(name: str) -> Letter:
    """The letter with this id; Invalid naming those there are."""
    letters = load_letters()
    if name not in letters:
        raise Invalid("unknown_letter", _UNKNOWN.format(name=name, known=", ".join(letters)))
    return letters[name]


def what_is_signed(letter: Letter, matter: str) -> dict[str, object]:
    """What a case keeps of the letter, so that later wording does not change what was signed."""
    return {
        "letter": letter.id,
        "matter": matter,
        "promises": [_both(text) for text in letter.promises],
        "consequences": [
            {**_both(one.text), "basis": _both(one.basis.document)} for one in letter.consequences
        ],
    }


def due_day(letter: Letter, given: date | None) -> date:
    """The day by which performance is checked: as given, else as the letter says. Invalid for the past."""
    return require_ahead(given or add_months(legal_today(), letter.months))


def set_by_department(case: Case) -> date | None:
    """The day of performance that the department named when it asked for the letter."""
    day = case.about.get("due_on")
    return date.fromisoformat(day) if day else None


def require_facility(subject: Subject, letter: Letter) -> None:
    """Conflict while false papers keep the organisation from commitments in place of proof."""
    until = barred_until(subject)
    if until is not None and letter.id in IN_PLACE_OF_PROOF:
        raise Conflict("no_facility", _BARRED.format(day=until))


def barred_until(subject: Subject) -> date | None:
    """The last day without commitments in place of proof; None when nothing bars them."""
    rules = load_case_rules()["repair"]
    revoked = Act.objects.filter(subject=subject, kind=Act.Kind.REPAIR_REVOKED)
    days = [
        rules.term("false_papers_no_commitment", day).due(day).on
        for day in revoked.values_list("effective_on", flat=True)
    ]
    last = max(days, default=None)
    return last if last is not None and last >= legal_today() else None


def hand_in(case: Case) -> None:
    """The row that tells how the commitment stands, handed in for the accepting department.

    Call it last in the transaction: the file is on disk before the transaction commits.
    """
    if "name" not in case.about:  # part of the row's key, so that a new name makes no second record
        case.about = {**case.about, "name": case.subject.name}
        case.save(update_fields=["about"])
    line = json.dumps(_row(case), ensure_ascii=False) + "\n"
    receive_submission(
        item_id=ITEM,
        department=case.department,
        officer=None,
        filename=f"{case.number}-{case.version}.jsonl",
        stream=io.BytesIO(line.encode()),
        channel="case",
    )


def require_filed(case: Case) -> None:
    """Conflict while a row that the case handed in is on its way into the file."""
    handed_in = Submission.objects.filter(
        item=ITEM, department=case.department, filename__startswith=f"{case.number}-"
    )
    if handed_in.exclude(state__in=Submission.FINISHED).exists():
        raise Conflict("not_filed_yet", _NOT_FILED_YET.format(number=case.number))


def record_of(case: Case) -> UUID | None:
    """The uid of the record that the commitment has in the file, once it is filed."""
    found = Record.objects.filter(
        item=ITEM,
        department=case.department,
        subject=case.subject,
        known_until=None,
        fields__CN_BM=case.number,
    )
    return found.values_list("uid", flat=True).first()


def _row(case: Case) -> dict[str, str]:
    about, subject, department = case.about, case.subject, case.department
    row = {
        "CN_XDR_MC": str(about["name"]),
        "CN_XDR_LB": "个体工商户" if subject.kind == _INDIVIDUAL else "法人及非法人组织",
        "CN_XDR_SHXYM": subject.code,
        "CN_BM": case.number,
        "CN_LX": letter_called(str(about["letter"])).value,
        "CN_SY": str(about["matter"]),
        "CN_NR": "；".join(one["zh"] for one in about["promises"]),
        "CN_WNZR": "；".join(one["zh"] for one in about["consequences"]),
        "CN_ZCRQ": str(about["signed_on"]),
        "CN_SLDW": department.name,
        "CN_SLDWDM": department.code,
        "CN_LYZT": _STATUS.get(case.state, "履行中"),
        "CN_WNRD": _found_broken_on(case),
    }
    if case.due_on is not None:
        row["CN_YXQ"] = case.due_on.isoformat()
    elif about.get("due_on"):
        row["CN_YXQ"] = str(about["due_on"])
    return row


def _found_broken_on(case: Case) -> str:
    """The day from which a breach is public; empty for what is kept or still being performed."""
    if case.state not in _BREACHES or case.closed_at is None:
        return ""
    return legal_day(case.closed_at).isoformat()


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


_UNKNOWN = Text(
    "没有承诺书“{name}”；可选：{known}。", "There is no letter “{name}”; there are: {known}."
)
_NOT_FILED_YET = Text(
    "承诺 {number} 正在入档，请稍后再办理。",
    "Commitment {number} is on its way into the file; try again in a moment.",
)
_BARRED = Text(
    "此前申请修复时提供虚假材料，{day} 及以前不适用承诺制。",
    "Because papers of an earlier application were false, it may not use such a commitment up to {day}.",
)
