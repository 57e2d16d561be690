"""Credit repair (信用修复): the department that found the dishonesty repairs it (谁认定谁修复).

Law: 信用修复管理办法 (order 36): accepted or refused with reasons, decided, extended once where the
facts must be verified; granted, publicity, sharing and use stop. False papers bring the entry back.
"""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind, Reason, State, Step
from gongxin.core.text import Text

_NOT_YET: Final = Reason(
    "not_yet",
    Text("最短公示期尚未届满", "The shortest publicity period has not passed"),
)
_NOT_OURS: Final = Reason(
    "not_ours",
    Text("不是本单位认定的失信信息", "The record was not decided by this department"),
)
_NO_PROOF: Final = Reason(
    "no_proof",
    Text(
        "缺少义务履行完毕的证明材料",
        "Proof that the duties were performed is missing or unreadable",
    ),
)
_NO_LETTER: Final = Reason(
    "no_letter", Text("缺少签署的信用承诺书", "The signed public commitment is missing")
)
_EXCLUDED: Final = Reason(
    "excluded",
    Text("法律、法规或中央文件规定不可修复", "Law or a central document excludes repair"),
)
_OPEN_DUTIES: Final = Reason(
    "duties_open",
    Text("决定所定义务尚未全部履行", "Not every duty in the decision has been performed"),
)
_NOT_PUT_RIGHT: Final = Reason(
    "not_put_right", Text("违法行为尚未纠正", "The conduct has not been put right")
)
_COMPLEX: Final = Reason("complex", Text("案情复杂", "The case is complex"))
_VERIFY: Final = Reason("verify", Text("需要进行核查", "The facts must be verified"))
_FALSE_PAPERS: Final = Reason(
    "false_papers", Text("提供虚假材料", "The papers of the application were false")
)
_UNTRUE_COMMITMENT: Final = Reason(
    "untrue_commitment",
    Text("信用承诺严重不实", "The public commitment was seriously untrue"),
)

REPAIR: Final = Kind(
    id="repair",
    prefix="XF",
    title=Text("信用修复", "Credit repair"),
    rules="repair",
    overall="overall",
    states=(
        State("filed", Text("待受理", "Waiting to be accepted")),
        State("accepted", Text("已受理，办理中", "Accepted, being decided")),
        State("extended", Text("已延期，办理中", "Extended, being decided")),
        State("refused", Text("不予受理", "Not accepted"), final=True),
        State("granted", Text("准予修复", "Repair granted"), final=True),
        State("declined", Text("不予修复", "Repair declined"), final=True),
        State("withdrawn", Text("申请人已撤回", "Withdrawn by the applicant"), final=True),
        State("revoked", Text("修复已撤销", "Repair revoked"), final=True),
    ),
    steps=(
        Step(
            "file",
            Text("提出申请", "Filed"),
            ("",),
            "filed",
            ("applicant", "window", "upstream"),
            "repair_filed",
            due="start",
            term="accept",
        ),
        Step(
            "accept",
            Text("受理", "Accept"),
            ("filed",),
            "accepted",
            ("department",),
            "repair_accepted",
            due="start",
            term="decide",
        ),
        Step(
            "refuse",
            Text("不予受理", "Refuse to accept"),
            ("filed",),
            "refused",
            ("department",),
            "repair_refused",
            due="none",
            reason=True,
            reasons=(_NOT_YET, _NOT_OURS, _NO_PROOF, _NO_LETTER, _EXCLUDED),
        ),
        Step(
            "extend",
            Text("延长办理期限", "Extend the time"),
            ("accepted",),
            "extended",
            ("department",),
            "repair_extended",
            due="extend",
            term="extend",
            reason=True,
            reasons=(_COMPLEX, _VERIFY),
        ),
        Step(
            "grant",
            Text("准予修复", "Grant repair"),
            ("accepted", "extended"),
            "granted",
            ("department",),
            "repair_granted",
            due="none",
        ),
        Step(
            "decline",
            Text("不予修复", "Decline repair"),
            ("accepted", "extended"),
            "declined",
            ("department",),
            "repair_declined",
            due="none",
            reason=True,
            reasons=(_OPEN_DUTIES, _NOT_PUT_RIGHT, _NOT_YET, _NO_PROOF, _EXCLUDED),
        ),
        Step(
            "withdraw",
            Text("撤回申请", "Withdraw the application"),
            ("filed", "accepted", "extended"),
            "withdrawn",
            ("applicant", "window"),
            "repair_withdrawn",
            due="none",
        ),
        Step(
            "revoke",
            Text("撤销修复", "Revoke the repair"),
            ("granted",),
            "revoked",
            ("department", "office", "upstream"),
            "repair_revoked",
            due="none",
            reason=True,
            reasons=(_FALSE_PAPERS, _UNTRUE_COMMITMENT),
        ),
        Step(
            "reopen",
            Text("重新办理", "Decide again"),
            ("refused", "declined"),
            "accepted",
            ("department", "office"),
            "repair_reopened",
            due="start",
            term="decide",
            reason=True,
        ),
        Step(
            "upstream_grant",
            Text("上级平台准予修复", "Granted by the upper platform"),
            ("", "filed", "accepted", "extended", "refused", "declined", "withdrawn", "revoked"),
            "granted",
            ("upstream",),
            "repair_granted",
            due="none",
        ),
        Step(
            "upstream_decline",
            Text("上级平台不予修复", "Declined by the upper platform"),
            ("", "filed", "accepted", "extended", "refused", "withdrawn"),
            "declined",
            ("upstream",),
            "repair_declined",
            due="none",
            reason=True,
        ),
        Step(
            "upstream_revoke",
            Text("上级平台撤销修复", "Revoked by the upper platform"),
            ("", "granted"),
            "revoked",
            ("upstream",),
            "repair_revoked",
            due="none",
            reason=True,
            reasons=(_FALSE_PAPERS, _UNTRUE_COMMITMENT),
        ),
    ),
)
