"""How the pages speak of cases: how they stand, and how long is left, in words and shape."""

from datetime import date
from functools import cache

from gongxin.apps.cases.kinds.kind import State
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.views import CaseLine
from gongxin.core.text import Text

STATUSES: dict[str, Text] = {
    "open": Text("未办结", "Open"),
    "closed": Text("已办结", "Closed"),
    "all": Text("全部", "All"),
}

SOON = 3  # days

VIA: dict[str, Text] = {
    "organisation": Text("本组织在线提交", "online, by the organisation"),
    "window": Text("服务窗口代为提交", "at a service window on its behalf"),
    "upstream": Text("上级平台推送", "pushed by the upper platform"),
    "department": Text("部门发起", "opened by the department"),
}

PAPERS: dict[str, Text] = {
    "proof": Text("履行证明", "Proof of performance"),
    "commitment": Text("信用承诺书", "Commitment letter"),
    "decision": Text("决定书", "Decision"),
    "other": Text("其他材料", "Other"),
}

# Final states that end well for the organisation, so that the shape says it too.
GOOD = frozenset(
    {"granted", "corrected", "removed", "upheld", "kept", "done", "shown", "completed"}
)
BAD = frozenset({"refused", "declined", "rejected", "revoked", "broken", "not_done"})


@cache
def _acts() -> dict[str, Text]:
    """What the steps of cases are called, by the kind of act that each writes."""
    return {
        step.act: Text(f"{kind.title.zh}：{step.title.zh}", f"{kind.title.en}: {step.title.en}")
        for kind in KINDS.values()
        for step in kind.steps
    }


def act_text(kind: str) -> Text:
    """What an act that a case wrote is called; its bare name where no kind knows it."""
    return _acts().get(kind, Text(kind, kind))


def tone_of(state: State) -> str:
    """The tone that a state is shown in: good, bad, ended, or waiting."""
    if state.id in GOOD:
        return "good"
    if state.id in BAD:
        return "bad"
    return "ended" if state.final else "wait"


def left(line: CaseLine) -> Text:
    """How long is left for the next step, in words; empty for a closed case."""
    days = line.days_left
    if line.due_on is not None and line.closed_at is None and not line.due_certain:
        return _NOT_BEFORE.format(day=line.due_on)
    if days is None:
        return Text("", "")
    if days < 0:
        return Text(f"逾期 {-days} 天", f"{-days} {_days(-days)} overdue")
    if days == 0:
        return Text("今天到期", "Due today")
    return Text(f"还有 {days} 天", f"{days} {_days(days)} left")


def left_tone(line: CaseLine) -> str:
    """The tone of the deadline: overdue, soon, or in time."""
    if line.overdue:
        return "bad"
    if line.days_left is not None and line.days_left <= SOON:
        return "warn"
    return "wait"


def day_text(day: date | None) -> str:
    """A date as 2026-11-21, empty for none."""
    return day.isoformat() if day else ""


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


_NOT_BEFORE = Text(
    "不早于 {day}（节假日安排公布后确定）",
    "Not before {day} (set once that year's holidays are published)",
)
