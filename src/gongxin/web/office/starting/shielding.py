"""Applying for a shield after a court approved a reorganisation plan or a settlement."""

from typing import Final

from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.office.access import OfficeRequest
from gongxin.web.office.starting.asked import (
    Asked,
    StartForm,
    day,
    day_or_none,
    typed,
    uids,
    uploads,
)
from gongxin.web.office.starting.records import own_records

_RULED = Asked("ruled_on", Text("裁定日期", "Day of the ruling"), "day")
_PLAN = Asked(
    "plan_until",
    Text("计划执行期限", "The plan runs until"),
    "day",
    Text("裁定没有写明的不填。", "Leave empty where the ruling sets none."),
    required=False,
)
_SHIELD: Final = (
    Asked("court", Text("作出裁定的法院", "Court"), "line"),
    Asked(
        "ruling",
        Text("裁定书文号", "Number of the ruling"),
        "line",
        Text(
            "批准重整计划或者认可和解协议的裁定。",
            "The ruling that approves the plan or the settlement.",
        ),
    ),
    _RULED,
    _PLAN,
    Asked("paper", Text("裁定书", "The ruling"), "files", Text("PDF 或图片。", "PDF or picture.")),
    Asked("statement", Text("说明", "Remarks"), "text", required=False),
)


def _shield(request: OfficeRequest, subject: Subject) -> Case:
    return file_shielding(
        user=request.officer,
        subject_code=subject.code,
        uids=uids(request),
        court=typed(request, "court"),
        ruling=typed(request, "ruling"),
        ruled_on=day(request, _RULED),
        plan_until=day_or_none(request, _PLAN),
        statement=typed(request, "statement"),
        papers=uploads(request),
    )


def _asks(subject: Subject) -> tuple[Asked, ...]:
    return (*_SHIELD, own_records(subject, required=True))


SHIELD = StartForm(
    title=Text("申请重整期间暂时屏蔽", "Apply for shielding in a reorganisation"),
    lead=Text(
        "凭法院裁定申请，由信用办审核。屏蔽期间所选记录不对外显示，仍可申请修复；屏蔽到期自动恢复显示，计划提前执行完毕或者终止的由信用办恢复。",
        "With the court's ruling; the credit office decides. While shielded the records are not shown and may "
        "be repaired; after the shield's last day they are shown again by themselves, or earlier by the credit "
        "office where the plan is performed or has failed.",
    ),
    button=Text("提交申请", "Apply"),
    for_officers=False,
    asks=_asks,
    send=_shield,
)
