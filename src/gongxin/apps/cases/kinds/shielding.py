"""Temporary shielding (暂时屏蔽): records are not shown while a court-approved reorganisation runs.

Asked for with the court's ruling. It ends by itself on a day in the records' rows, or earlier with
the ruling that the plan is performed (the ordinary way of repair is then open, as it is during the
shield) or when the plan fails; what was not repaired meanwhile is shown again for what remains of its
time. Where the ruling sets no day, the shield has no end until the credit office gives one.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

_NO_RULING: Final = Reason(
    "no_ruling",
    Text(
        "缺少法院批准重整计划或者认可和解协议的裁定",
        "The court's ruling that approves the plan or the settlement is missing",
    ),
)
_NOT_COVERED: Final = Reason(
    "not_covered", Text("所选记录不在裁定范围内", "The records are not covered by the ruling")
)
_FAILED: Final = Reason(
    "plan_failed", Text("法院裁定终止重整计划的执行", "The court ended the plan")
)
_FALSE: Final = Reason("false_papers", Text("提供虚假材料", "The papers were false"))
_COURT: Final = Reason(
    "court_prolonged", Text("法院裁定延长执行期限", "The court prolonged the plan")
)

_SET: Final = Reason(
    "end_set", Text("法院写明了执行期限", "The court has set how long the plan runs")
)

SHIELDING: Final = Kind(
    id="shielding",
    prefix="PB",
    title=Text("重整期间暂时屏蔽", "Temporary shielding in reorganisation"),
    rules="shielding",
    states=(
        State("filed", Text("待审核", "Waiting for a decision")),
        State(
            "shielded",
            Text("屏蔽中", "Shielded"),
            stage="shielded",
            lapsed=Text("屏蔽已到期，待办结", "Shield over, to be closed"),
        ),
        State("refused", Text("不予屏蔽", "Refused"), final=True),
        State("withdrawn", Text("申请人已撤回", "Withdrawn by the applicant"), final=True),
        State(
            "completed", Text("计划执行完毕，屏蔽结束", "Plan performed, shield ended"), final=True
        ),
        State("lifted", Text("屏蔽已解除", "Shield lifted"), final=True),
    ),
    steps=(
        Step(
            "file",
            Text("提出申请", "Filed"),
            ("",),
            "filed",
            ("applicant", "window"),
            "shielding_filed",
            due="start",
            term="decide",
        ),
        Step(
            "shield",
            Text("准予屏蔽", "Shield the records"),
            ("filed",),
            "shielded",
            ("office",),
            "shielding_granted",
            due="given",
        ),
        Step(
            "refuse",
            Text("不予屏蔽", "Refuse"),
            ("filed",),
            "refused",
            ("office",),
            "shielding_refused",
            due="none",
            reason=True,
            reasons=(_NO_RULING, _NOT_COVERED),
        ),
        Step(
            "withdraw",
            Text("撤回申请", "Withdraw the application"),
            ("filed",),
            "withdrawn",
            ("applicant", "window"),
            "shielding_withdrawn",
            due="none",
        ),
        Step(
            "prolong",
            Text("写明或者延长屏蔽期限", "Set or prolong the shield's last day"),
            ("shielded",),
            "shielded",
            ("office",),
            "shielding_prolonged",
            due="given",
            reason=True,
            reasons=(_COURT, _SET),
        ),
        Step(
            "complete",
            Text("计划执行完毕", "The plan is performed"),
            ("shielded",),
            "completed",
            ("office",),
            "shielding_completed",
            due="none",
            reason=True,
        ),
        Step(
            "lift",
            Text("解除屏蔽", "Lift the shield"),
            ("shielded",),
            "lifted",
            ("office",),
            "shielding_lifted",
            due="none",
            reason=True,
            reasons=(_FAILED, _FALSE),
        ),
    ),
)
