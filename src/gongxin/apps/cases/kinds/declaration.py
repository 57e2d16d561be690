"""Self-declaration (自主申报): what an organisation says of itself, with its commitment that it is true.

Only good things can be said, in four grounds; it is shown apart as declared by the organisation
itself, never among official records, and until its own last day.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

GROUNDS: Final = {
    "certificate": Text("资质证书", "Certificate or qualification"),
    "contract": Text("合同履约", "Contract performed"),
    "award": Text("表彰奖励", "Award"),
    "welfare": Text("公益慈善", "Welfare work"),
}
_UNTRUE: Final = Reason("untrue", Text("核实与事实不符", "Found not to be true"))
_PERSONAL: Final = Reason("personal", Text("含有个人信息", "It contains personal information"))
_OTHERS: Final = Reason(
    "about_others",
    Text("涉及对他人的评价或者不属于申报范围", "It judges others, or is no such information"),
)

DECLARATION: Final = Kind(
    id="declaration",
    prefix="SB",
    title=Text("自主申报", "Self-declaration"),
    rules="declaration",
    grounds=GROUNDS,
    states=(
        State("shown", Text("展示中", "Shown"), final=True),
        State("withdrawn", Text("已撤下", "Taken back"), final=True),
        State("removed", Text("已移除", "Removed"), final=True),
    ),
    steps=(
        Step(
            "declare",
            Text("申报", "Declare"),
            ("",),
            "shown",
            ("applicant", "window"),
            "declaration_made",
            due="none",
        ),
        Step(
            "withdraw",
            Text("撤下", "Take back"),
            ("shown",),
            "withdrawn",
            ("applicant", "window"),
            "declaration_withdrawn",
            due="none",
        ),
        Step(
            "remove",
            Text("移除", "Remove"),
            ("shown",),
            "removed",
            ("office",),
            "declaration_removed",
            due="none",
            reason=True,
            reasons=(_UNTRUE, _PERSONAL, _OTHERS),
        ),
    ),
)
