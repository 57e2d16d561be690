"""Which action takes which step of a case."""

from collections.abc import Callable, Mapping
from functools import partial
from inspect import signature
from typing import Any, Final

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

Action = Callable[..., Case]

ACTIONS: Final[dict[str, dict[str, Action]]] = {
    "repair": {
        "accept": accept_repair,
        "refuse": refuse_repair,
        "extend": extend_case,
        "grant": grant_repair,
        "decline": decline_repair,
        "revoke": revoke_repair,
        "withdraw": withdraw_case,
    },
    "objection": {
        "extend": extend_case,
        "correct": partial(uphold_objection, outcome="corrected"),
        "remove": partial(uphold_objection, outcome="removed"),
        "uphold": partial(uphold_objection, outcome="upheld"),
        "reject": reject_objection,
        "withdraw": withdraw_case,
    },
}


def take(kind: str, verb: str, *, user: User, given: Mapping[str, Any]) -> Case:
    """The case after the step, taken with as much of ``given`` as its action asks for."""
    action = ACTIONS[kind][verb]
    asked = signature(action).parameters
    who = "officer" if "officer" in asked else "user"
    return action(**{who: user}, **{key: value for key, value in given.items() if key in asked})
