"""From a verb, as API and command name it, to the action that does it.

One line for every step that someone takes by hand; filing has its own entrances.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.refuse_repair import refuse_repair
from gongxin.apps.cases.actions.reject_objection import reject_objection
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.uphold_objection import uphold_objection
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict
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


_NO_STEP = Text(
    "这类案件没有“{verb}”这一步；可用：{verbs}。",
    "Such a case has no step “{verb}”; there are: {verbs}.",
)
