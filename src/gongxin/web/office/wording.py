"""What the office calls states, steps, counts and numbers, in both languages."""

from gongxin.apps.intake.models import Submission
from gongxin.core.text import Text

State = Submission.State

STATES: dict[str, Text] = {
    State.RECEIVED: Text("已收到，等待处理", "Received, waiting"),
    State.CHECKING: Text("正在检查每个单元格", "Checking every cell"),
    State.LINKING: Text("正在关联信用主体", "Linking rows to organisations"),
    State.FILING: Text("正在入库", "Filing the rows"),
    State.FILED: Text("全部入库", "All rows filed"),
    State.PARTLY_FILED: Text("部分入库，有行待更正", "Partly filed, rows to correct"),
    State.REJECTED: Text("未入库", "Nothing filed"),
}

# A shape beside the word, so that a state is never told by colour alone.
TONES: dict[str, tuple[str, str]] = {
    State.RECEIVED: ("wait", "○"),
    State.CHECKING: ("wait", "◔"),
    State.LINKING: ("wait", "◑"),
    State.FILING: ("wait", "◕"),
    State.FILED: ("good", "✓"),
    State.PARTLY_FILED: ("warn", "▲"),
    State.REJECTED: ("bad", "✕"),
}

STEPS: tuple[tuple[str, Text], ...] = (
    (State.RECEIVED, Text("收到", "Received")),
    (State.CHECKING, Text("检查", "Checked")),
    (State.LINKING, Text("关联", "Linked")),
    (State.FILING, Text("入库", "Filed")),
)

SEVERITIES: dict[str, Text] = {
    "refuse": Text("拒收", "Refused"),
    "reject": Text("须更正", "Must be corrected"),
    "warn": Text("提醒", "Warning"),
}

CHANNELS: dict[str, Text] = {
    "office": Text("网页", "web page"),
    "api": Text("接口", "API"),
    "command": Text("命令行", "command line"),
}

LINKED_BY: dict[str, Text] = {
    "uscc": Text("统一社会信用代码", "Unified Social Credit Code"),
    "regno": Text("注册号", "registration number"),
    "orgcode": Text("组织机构代码", "organisation code"),
    "name": Text("名称和行政区划", "name and region"),
    "officer": Text("人工关联", "an officer"),
}

CHANGES: dict[str, Text] = {
    "submitted": Text("报送", "Submitted"),
    "corrected": Text("更正", "Corrected"),
    "linked": Text("关联", "Linked"),
    "unlinked": Text("解除关联", "Unlinked"),
    "repaired": Text("修复，终止公示", "Repaired, publication stopped"),
    "restored": Text("撤销修复，恢复公示", "Repair revoked, published again"),
    "shielded": Text("重整期间暂时屏蔽", "Shielded during a reorganisation"),
    "unshielded": Text("屏蔽提前结束", "Shield ended early"),
    "withdrawn": Text("撤回", "Withdrawn"),
}

ACTS: dict[str, Text] = {
    "linked": Text("关联", "Linked"),
    "unlinked": Text("解除关联", "Unlinked"),
    "sent_back": Text("退回", "Sent back"),
    "withdrawn": Text("撤回", "Withdrawn"),
    "subject_created": Text("新建组织", "Organisation created"),
    "corrected": Text("更正", "Corrected"),
    "quashed": Text("决定被撤销", "Decision quashed"),
    "repair_filed": Text("申请信用修复", "Repair applied for"),
    "repair_accepted": Text("受理修复申请", "Repair application accepted"),
    "repair_refused": Text("不予受理修复申请", "Repair application refused"),
    "repair_extended": Text("修复延期", "Time for repair extended"),
    "repair_granted": Text("准予修复", "Repair granted"),
    "repair_declined": Text("不予修复", "Repair declined"),
    "repair_withdrawn": Text("撤回修复申请", "Repair application withdrawn"),
    "repair_revoked": Text("撤销修复", "Repair revoked"),
    "repair_reopened": Text("重新办理修复", "Repair decided again"),
    "objection_filed": Text("提出异议", "Objection filed"),
    "objection_extended": Text("异议延期", "Time for the objection extended"),
    "objection_upheld": Text("异议成立", "Objection upheld"),
    "objection_rejected": Text("异议不成立", "Objection rejected"),
    "objection_withdrawn": Text("撤回异议", "Objection withdrawn"),
}


def step_states(state: str) -> list[tuple[Text, str]]:
    """The steps of a submission in order, each ``done``, ``now`` or ``todo``."""
    order = [key for key, _ in STEPS]
    at = order.index(state) if state in order else len(order)
    return [
        (title, "done" if n < at else "now" if n == at else "todo")
        for n, (_, title) in enumerate(STEPS)
    ]


NOTICE_KINDS: dict[str, Text] = {
    "case": Text("办理进展", "Case"),
    "deadline": Text("期限提醒", "Deadline"),
    "window": Text("公示期", "Publicity window"),
    "commitment": Text("信用承诺", "Commitment"),
    "rectification": Text("整改", "Rectification"),
    "quality": Text("数据质量", "Data quality"),
}

READ_THROUGH: dict[str, Text] = {
    "office": Text("工作台查询", "Office look-up"),
    "portal": Text("登录后在网站查看", "Signed in on the public site"),
    "api": Text("业务系统接口", "A department's system (API)"),
    "command": Text("平台管理员命令行", "Operator's command line"),
}

READ_WHAT: dict[str, Text] = {
    "file": Text("信用档案", "Credit file"),
    "record": Text("一条记录", "A record"),
    "report": Text("信用报告", "Credit report"),
    "case": Text("办理事项", "A case"),
}


def notice_kind(kind: str) -> Text:
    """What a kind of notice is called."""
    return NOTICE_KINDS.get(kind, Text(kind, kind))
