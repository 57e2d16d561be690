"""A commitment as one line of the public table: everything already a plain string."""

from typing import Final, NamedTuple

from gongxin.apps.cases.performance import OUTCOMES, Outcome
from gongxin.apps.records.views import RecordView
from gongxin.law.values import shown
from gongxin.web.portal.lines import department_name
from gongxin.web.portal.values import day

_MARK: Final[dict[Outcome, str]] = {
    "in_force": "published",
    "due_soon": "waiting",
    "lapsed": "warn",
    "kept": "good",
    "kept_in_part": "warn",
    "broken": "bad",
}


class CommitmentLine(NamedTuple):
    """One commitment; ``until`` and ``state`` are filled for what has an end or a case open."""

    uid: str
    subject: str
    subject_code: str
    kind: str
    matter: str
    made: str
    due: str
    department: str
    mark: str
    word: str
    found: str
    until: str
    state: str


def commitment_line(record: RecordView, outcome: Outcome, language: str) -> CommitmentLine:
    """The line for one commitment in ``language``."""
    return CommitmentLine(
        uid=str(record.id),
        subject=record.subject_name,
        subject_code=record.subject_code,
        kind=shown(record.item.index["CN_LX"], record.value("CN_LX"), language),
        matter=record.value("CN_SY"),
        made=day(record.decided_on),
        due=record.value("CN_YXQ"),
        department=department_name(record, language),
        mark=_MARK[outcome],
        word=OUTCOMES[outcome].of(language),
        found=record.value("CN_WNRD"),
        until=day(record.public_until),
        state=record.state_text.of(language) if record.stages or record.public_until else "",
    )
