"""From a verb, as API and command name it, to the action that does it.

One line for every step that someone takes by hand; filing has its own entrances.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.cancel_commitment import cancel_commitment
from gongxin.apps.cases.actions.confirm_rectification import confirm_rectification
from gongxin.apps.cases.actions.decline_commitment import decline_commitment
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.end_shielding import end_shielding
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.fail_rectification import fail_rectification
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.judge_commitment import judge_commitment
from gongxin.apps.cases.actions.prolong_shielding import prolong_shielding
from gongxin.apps.cases.actions.record_signature import record_signature
from gongxin.apps.cases.actions.record_talk import record_talk
from gongxin.apps.cases.actions.refuse_repair import refuse_repair
from gongxin.apps.cases.actions.refuse_shielding import refuse_shielding
from gongxin.apps.cases.actions.reject_objection import reject_objection
from gongxin.apps.cases.actions.release_commitment import release_commitment
from gongxin.apps.cases.actions.remind_rectification import remind_rectification
from gongxin.apps.cases.actions.remove_declaration import remove_declaration
from gongxin.apps.cases.actions.report_rectification import report_rectification
from gongxin.apps.cases.actions.return_rectification import return_rectification
from gongxin.apps.cases.actions.revoke_rectification import revoke_rectification
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.shield_records import shield_records
from gongxin.apps.cases.actions.sign_commitment import sign_commitment
from gongxin.apps.cases.actions.uphold_objection import uphold_objection
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict, Invalid
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which step, and what comes with it; each action takes what it needs."""

    user: User
    number: str
    reason_code: str = ""
    reason: str = ""
    version: int | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[str] = ()
    due_on: date | None = None  # the new last day, for steps that set one; the day of a talk
    signed: bool = False
    upload: Upload | None = None  # the paper, for a step that rests on one

    def decision(self) -> dict[str, object]:
        """The arguments of a decision with a reason."""
        return {
            "officer": self.user,
            "number": self.number,
            "reason_code": self.reason_code,
            "reason": self.reason,
            "version": self.version,
        }


Do = Callable[[Asked], Case]


def _with(action: Callable[..., Case]) -> Do:
    return lambda asked: action(**asked.decision())


def _uphold(outcome: str) -> Do:
    return lambda asked: uphold_objection(
        officer=asked.user,
        number=asked.number,
        outcome=outcome,
        reason=asked.reason,
        told=asked.told,
        changes=asked.changes,
        version=asked.version,
    )


def _accept(asked: Asked) -> Case:
    return accept_repair(officer=asked.user, number=asked.number, version=asked.version)


def _grant(asked: Asked) -> Case:
    return grant_repair(
        officer=asked.user, number=asked.number, reason=asked.reason, version=asked.version
    )


def _withdraw(asked: Asked) -> Case:
    return withdraw_case(
        user=asked.user, number=asked.number, reason=asked.reason, version=asked.version
    )


def _by_applicant(action: Callable[..., Case]) -> Do:
    def do(asked: Asked) -> Case:
        given = asked.decision()
        return action(user=given.pop("officer"), **given)

    return do


def _ending(action: Callable[..., Case], outcome: str) -> Do:
    return lambda asked: action(**asked.decision(), outcome=outcome)


def _until(action: Callable[..., Case]) -> Do:
    """An action that sets another day."""

    def do(asked: Asked) -> Case:
        if asked.due_on is None:
            raise Invalid("day_missing", _NO_DAY)
        return action(**asked.decision(), due_on=asked.due_on)

    return do


def _sign(asked: Asked) -> Case:
    return sign_commitment(
        user=asked.user,
        number=asked.number,
        signed=asked.signed,
        due_on=asked.due_on,
        version=asked.version,
    )


def _record_signature(asked: Asked) -> Case:
    return record_signature(
        officer=asked.user,
        number=asked.number,
        reason_code=asked.reason_code,
        reason=asked.reason,
        upload=asked.upload,
        due_on=asked.due_on,
        version=asked.version,
    )


def _talk(asked: Asked) -> Case:
    return record_talk(
        officer=asked.user,
        number=asked.number,
        reason_code=asked.reason_code,
        reason=asked.reason,
        held_on=asked.due_on,
        version=asked.version,
    )


def _shield(asked: Asked) -> Case:
    return shield_records(
        officer=asked.user,
        number=asked.number,
        until=asked.due_on,
        reason=asked.reason,
        version=asked.version,
    )


ACTIONS: Final[dict[tuple[str, str], Do]] = {
    ("repair", "accept"): _accept,
    ("repair", "refuse"): _with(refuse_repair),
    ("repair", "extend"): _with(extend_case),
    ("repair", "grant"): _grant,
    ("repair", "decline"): _with(decline_repair),
    ("repair", "revoke"): _with(revoke_repair),
    ("repair", "withdraw"): _withdraw,
    ("objection", "extend"): _with(extend_case),
    ("objection", "correct"): _uphold("corrected"),
    ("objection", "remove"): _uphold("removed"),
    ("objection", "uphold"): _uphold("upheld"),
    ("objection", "reject"): _with(reject_objection),
    ("objection", "withdraw"): _withdraw,
    ("commitment", "sign"): _sign,
    ("commitment", "record_signature"): _record_signature,
    ("commitment", "decline"): _by_applicant(decline_commitment),
    ("commitment", "cancel"): _with(cancel_commitment),
    ("commitment", "extend"): _with(extend_case),
    ("commitment", "keep"): _ending(judge_commitment, "kept"),
    ("commitment", "keep_in_part"): _ending(judge_commitment, "kept_in_part"),
    ("commitment", "break"): _ending(judge_commitment, "broken"),
    ("commitment", "release"): _with(release_commitment),
    ("rectification", "remind"): _with(remind_rectification),
    ("rectification", "talk"): _talk,
    ("rectification", "report"): _by_applicant(report_rectification),
    ("rectification", "extend"): _with(extend_case),
    ("rectification", "return"): _until(return_rectification),
    ("rectification", "confirm"): _with(confirm_rectification),
    ("rectification", "fail"): _with(fail_rectification),
    ("rectification", "revoke"): _with(revoke_rectification),
    ("declaration", "withdraw"): _withdraw,
    ("declaration", "remove"): _with(remove_declaration),
    ("shielding", "shield"): _shield,
    ("shielding", "refuse"): _with(refuse_shielding),
    ("shielding", "withdraw"): _withdraw,
    ("shielding", "prolong"): _until(prolong_shielding),
    ("shielding", "complete"): _ending(end_shielding, "completed"),
    ("shielding", "lift"): _ending(end_shielding, "lifted"),
}


def act(verb: str, asked: Asked) -> Case:
    """The case after the step. NotFound for who has no role in it; Conflict for a verb that its kind
    does not have or that nobody takes by hand, naming those that there are; else as the action.
    """
    kind = case_for(asked.user, asked.number).line.kind.id
    do = ACTIONS.get((kind, verb))
    if do is None:
        verbs = ", ".join(name for of, name in ACTIONS if of == kind)
        raise Conflict("no_such_step", _NO_STEP.format(verb=verb, verbs=verbs))
    return do(asked)


_NO_DAY = Text("这一步要写明新的期限，例如 2026-11-21。", "This step needs a day, e.g. 2026-11-21.")
_NO_STEP = Text(
    "这类案件没有“{verb}”这一步；可用：{verbs}。",
    "Such a case has no step “{verb}”; there are: {verbs}.",
)
