"""Rectification (限期整改): a department's order to put something right by a day, and what came of it.

With reminders and talks (提示约谈, 警示约谈) on the way. It is the first of two stages towards a list:
an order that was not followed may be named when a listing is notified, and nothing follows from it
by itself.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

PROMPT_TALK: Final = Reason("prompt_talk", Text("提示约谈", "Prompting talk"))
WARNING_TALK: Final = Reason("warning_talk", Text("警示约谈", "Warning talk"))
_MORE_TIME: Final = Reason(
    "more_time", Text("确需更多时间，理由正当", "More time is needed for a good reason")
)
_NOT_RIGHT: Final = Reason(
    "not_right", Text("整改未达到要求", "What was done does not meet the order")
)
_NOTHING_DONE: Final = Reason(
    "nothing_done", Text("逾期未整改", "Nothing was done by the day that was set")
)
_WRONG_ORDER: Final = Reason(
    "wrong_order", Text("决定有误或者依据已失效", "The order was wrong or has lost its basis")
)
_OPEN: Final = ("ordered", "extended", "reported")


def _beside(verb: str, title: Text, act: str, reasons: tuple[Reason, ...] = ()) -> list[Step]:
    """Steps that leave an open case as it stands: one for each open state."""
    return [
        Step(verb, title, (state,), state, ("department",), act, reason=True, reasons=reasons)
        for state in _OPEN
    ]


RECTIFICATION: Final = Kind(
    id="rectification",
    prefix="ZG",
    title=Text("限期整改", "Rectification"),
    rules="rectification",
    states=(
        State("ordered", Text("限期整改中", "To be put right"), stage="rectification"),
        State(
            "extended", Text("已延期，整改中", "Extended, to be put right"), stage="rectification"
        ),
        State(
            "reported", Text("已报告，待核实", "Reported, being verified"), stage="rectification"
        ),
        State("done", Text("已整改", "Put right"), final=True),
        State("not_done", Text("未按期整改", "Not put right"), final=True),
        State("revoked", Text("已撤回", "Order withdrawn"), final=True),
    ),
    steps=(
        Step(
            "order",
            Text("责令限期整改", "Order to put it right"),
            ("",),
            "ordered",
            ("department",),
            "rectification_ordered",
            due="given",
            reason=True,
        ),
        *_beside("remind", Text("提醒", "Remind"), "rectification_reminded"),
        *_beside(
            "talk",
            Text("约谈", "Talk"),
            "rectification_talked",
            (PROMPT_TALK, WARNING_TALK),
        ),
        Step(
            "report",
            Text("报告整改情况", "Report what was done"),
            ("ordered", "extended"),
            "reported",
            ("applicant", "window"),
            "rectification_reported",
            due="start",
            term="verify",
            reason=True,
        ),
        Step(
            "extend",
            Text("延长整改期限", "Extend the time"),
            ("ordered",),
            "extended",
            ("department",),
            "rectification_extended",
            due="extend",
            term="extend",
            reason=True,
            reasons=(_MORE_TIME,),
        ),
        Step(
            "return",
            Text("退回继续整改", "Not yet: go on"),
            ("reported",),
            "ordered",
            ("department",),
            "rectification_returned",
            due="given",
            reason=True,
            reasons=(_NOT_RIGHT,),
        ),
        Step(
            "confirm",
            Text("确认已整改", "Confirm"),
            (*_OPEN, "not_done"),
            "done",
            ("department",),
            "rectification_done",
            due="none",
        ),
        Step(
            "fail",
            Text("认定未按期整改", "Not put right in time"),
            _OPEN,
            "not_done",
            ("department",),
            "rectification_not_done",
            due="none",
            reason=True,
            reasons=(_NOTHING_DONE, _NOT_RIGHT),
        ),
        Step(
            "revoke",
            Text("撤回整改决定", "Withdraw the order"),
            (*_OPEN, "not_done"),
            "revoked",
            ("department", "office"),
            "rectification_revoked",
            due="none",
            reason=True,
            reasons=(_WRONG_ORDER,),
        ),
    ),
)
