"""Objection (异议申诉) to content, publicity period, a link, a repair outcome or an evaluation.

Law: 信用修复管理办法 (order 36) gives the right; the department that decided checks and answers. While
it is open the record carries "objection pending", which everyone sees who sees the record.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

PENDING: Final = "objection_pending"

CONTENT, PERIOD, LINK = "content", "period", "link"
REPAIR, EVALUATION = "repair", "evaluation"

_MATCHES: Final = Reason(
    "matches_document",
    Text("公示内容与决定文书一致", "What is published agrees with the decision"),
)
_PERIOD_RIGHT: Final = Reason(
    "period_right", Text("公示期限符合规定", "The publicity period is as the rule sets it")
)
_SAME_BODY: Final = Reason(
    "same_body",
    Text("经核实，记录确属该主体", "The record was verified to be about this organisation"),
)
_OUTCOME_RIGHT: Final = Reason(
    "outcome_right",
    Text("原处理结果符合规定", "The outcome that is contested was reached by the rules"),
)
_DECISION_ITSELF: Final = Reason(
    "decision_itself",
    Text(
        "异议针对决定本身，应通过行政复议或行政诉讼解决",
        "The objection is to the decision itself, which review or a court must settle",
    ),
)
_VERIFY: Final = Reason("verify", Text("需要进一步核查", "The facts must be verified further"))

OBJECTION: Final = Kind(
    id="objection",
    prefix="YY",
    title=Text("异议申诉", "Objection"),
    rules="objection",
    grounds={
        CONTENT: Text("内容有误", "The content is wrong"),
        PERIOD: Text("公示期限有误", "The publicity period is wrong"),
        LINK: Text("不是本组织的记录", "The record is not about this organisation"),
        REPAIR: Text("对修复结果有异议", "The outcome of a repair is contested"),
        EVALUATION: Text("对信用评价有异议", "An evaluation is contested"),
    },
    states=(
        State("filed", Text("核查中", "Being checked"), stage=PENDING, public=True),
        State(
            "extended",
            Text("已延期，核查中", "Extended, being checked"),
            stage=PENDING,
            public=True,
        ),
        State("corrected", Text("异议成立，已更正", "Upheld and corrected"), final=True),
        State("removed", Text("异议成立，已撤回", "Upheld and taken down"), final=True),
        State("upheld", Text("异议成立", "Upheld"), final=True),
        State("rejected", Text("异议不成立", "Rejected"), final=True),
        State("withdrawn", Text("申请人已撤回", "Withdrawn by the applicant"), final=True),
    ),
    steps=(
        Step(
            "file",
            Text("提出异议", "Filed"),
            ("",),
            "filed",
            ("applicant", "window"),
            "objection_filed",
            due="start",
            term="decide",
            reason=True,
        ),
        Step(
            "extend",
            Text("延长核查期限", "Extend the time"),
            ("filed",),
            "extended",
            ("department", "office"),
            "objection_extended",
            due="extend",
            term="extend",
            reason=True,
            reasons=(_VERIFY,),
        ),
        Step(
            "correct",
            Text("异议成立并更正", "Uphold and correct"),
            ("filed", "extended"),
            "corrected",
            ("department",),
            "objection_upheld",
            due="none",
            reason=True,
        ),
        Step(
            "remove",
            Text("异议成立并撤回记录", "Uphold and take the record down"),
            ("filed", "extended"),
            "removed",
            ("department",),
            "objection_upheld",
            due="none",
            reason=True,
        ),
        Step(
            "uphold",
            Text("异议成立", "Uphold"),
            ("filed", "extended"),
            "upheld",
            ("department",),
            "objection_upheld",
            due="none",
            reason=True,
        ),
        Step(
            "reject",
            Text("异议不成立", "Reject"),
            ("filed", "extended"),
            "rejected",
            ("department",),
            "objection_rejected",
            due="none",
            reason=True,
            reasons=(_MATCHES, _PERIOD_RIGHT, _SAME_BODY, _OUTCOME_RIGHT, _DECISION_ITSELF),
        ),
        Step(
            "withdraw",
            Text("撤回异议", "Withdraw the objection"),
            ("filed", "extended"),
            "withdrawn",
            ("applicant", "window"),
            "objection_withdrawn",
            due="none",
        ),
    ),
)

HOW_TO_GO_ON: Final = Text(
    "不服本处理结果的，可以依法向作出部门的上级机关或本级人民政府申请行政复议，或者向人民法院提起行政诉讼；"
    "对决定本身不服的，以决定书上写明的途径和期限为准。",
    "If you do not accept this outcome you may apply for administrative review to the authority above "
    "the department or the government at its level, or bring the matter before the court; against the "
    "decision itself the ways and time limits named in it apply.",
)
