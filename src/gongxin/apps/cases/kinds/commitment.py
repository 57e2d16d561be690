"""Credit commitments (信用承诺): signed, published, checked by a day that was set, kept or broken.

The loop is closed in the file: signing and each result are handed in by the accepting department as
the catalogue item ``commitment``. What breaking leads to is in the letter and nowhere else.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

_NOT_MET: Final = Reason("not_met", Text("未达到承诺的条件", "The conditions promised are not met"))
_LATE: Final = Reason(
    "late", Text("逾期未补齐材料或未履行", "Not performed, or papers not handed in, by the day set")
)
_UNTRUE: Final = Reason(
    "untrue", Text("承诺或材料不实", "The commitment or its papers were not true")
)
_PART: Final = Reason("part", Text("部分事项未履行", "Some of it was not performed"))
_MORE_TIME: Final = Reason(
    "more_time", Text("确需更多时间，理由正当", "More time is needed for a good reason")
)
_MATTER_OVER: Final = Reason(
    "matter_over",
    Text("承诺所附的事项已经终止", "The matter that the commitment was made for has ended"),
)
_HEAD: Final = Reason(
    "head",
    Text(
        "由法定代表人（负责人）到窗口签署",
        "Signed at the window by its legal representative or head",
    ),
)
_AGENT: Final = Reason(
    "agent",
    Text(
        "由代理人到窗口签署（须写明授权依据）",
        "Signed at the window by an agent (say by what authority)",
    ),
)
_NO_NEED: Final = Reason("no_need", Text("不再需要承诺", "A commitment is no longer needed"))
_OTHER_WAY: Final = Reason(
    "other_way",
    Text("选择按一般程序办理", "The organisation chooses the ordinary procedure"),
)

COMMITMENT: Final = Kind(
    id="commitment",
    prefix="CN",
    title=Text("信用承诺", "Credit commitment"),
    rules="commitment",
    states=(
        State("requested", Text("待签署", "Waiting to be signed")),
        State("performing", Text("履行中", "Being performed")),
        State("extended", Text("已延期，履行中", "Extended, being performed")),
        State("kept", Text("已履行", "Kept"), final=True),
        State("kept_in_part", Text("部分履行", "Kept in part"), final=True),
        State("broken", Text("未履行", "Not kept"), final=True),
        State("released", Text("已解除", "Released"), final=True),
        State("declined", Text("未签署", "Not signed"), final=True),
        State("cancelled", Text("已取消", "Cancelled"), final=True),
    ),
    steps=(
        Step(
            "request",
            Text("请求签署", "Ask for a signature"),
            ("",),
            "requested",
            ("department",),
            "commitment_requested",
            due="start",
            term="sign",
        ),
        Step(
            "sign",
            Text("签署承诺书", "Sign the letter"),
            ("", "requested"),
            "performing",
            ("applicant", "window"),
            "commitment_signed",
            due="given",
        ),
        Step(
            "record_signature",
            Text("登记窗口签署", "Record a signature at the window"),
            ("requested",),
            "performing",
            ("department", "office"),
            "commitment_signed",
            due="given",
            reason=True,
            reasons=(_HEAD, _AGENT),
        ),
        Step(
            "decline",
            Text("不签署", "Do not sign"),
            ("requested",),
            "declined",
            ("applicant", "window"),
            "commitment_declined",
            due="none",
            reason=True,
            reasons=(_OTHER_WAY,),
        ),
        Step(
            "cancel",
            Text("取消请求", "Cancel the request"),
            ("requested",),
            "cancelled",
            ("department",),
            "commitment_cancelled",
            due="none",
            reason=True,
            reasons=(_NO_NEED,),
        ),
        Step(
            "extend",
            Text("延长履行期限", "Extend the time"),
            ("performing",),
            "extended",
            ("department",),
            "commitment_extended",
            due="extend",
            term="extend",
            reason=True,
            reasons=(_MORE_TIME,),
        ),
        Step(
            "keep",
            Text("核实已履行", "Found kept"),
            ("performing", "extended"),
            "kept",
            ("department",),
            "commitment_kept",
            due="none",
        ),
        Step(
            "keep_in_part",
            Text("核实部分履行", "Found kept in part"),
            ("performing", "extended"),
            "kept_in_part",
            ("department",),
            "commitment_kept_in_part",
            due="none",
            reason=True,
            reasons=(_PART,),
        ),
        Step(
            "break",
            Text("认定未履行", "Found not kept"),
            ("performing", "extended"),
            "broken",
            ("department",),
            "commitment_broken",
            due="none",
            reason=True,
            reasons=(_NOT_MET, _LATE, _UNTRUE),
        ),
        Step(
            "release",
            Text("解除承诺", "Release"),
            ("performing", "extended"),
            "released",
            ("department",),
            "commitment_released",
            due="none",
            reason=True,
            reasons=(_MATTER_OVER, _NO_NEED),
        ),
    ),
)
