"""Ordering an organisation to put something right."""

from typing import Final

from gongxin.apps.cases.actions.order_rectification import order_rectification
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.office.access import OfficeRequest
from gongxin.web.office.starting.asked import Asked, StartForm, day, typed, uids
from gongxin.web.office.starting.records import own_records

_ORDERED_BY = Asked("due_on", Text("整改期限", "To be put right by"), "day")
_ORDER: Final = (
    Asked("matter", Text("整改事项", "What must be put right"), "text"),
    Asked(
        "basis",
        Text("依据", "Basis"),
        "line",
        Text(
            "法律、法规或规章的名称和条款。没有依据不能作出。",
            "Law or rule, and article. Without one there is no order.",
        ),
    ),
    _ORDERED_BY,
    Asked(
        "may_lead_to",
        Text("逾期不改可能列入的名单", "List it may be entered on if not followed"),
        "line",
        Text("列入须另行告知并听取陈述申辩。", "Listing needs its own notice and hearing."),
        required=False,
    ),
)
_RECORDS = Asked("record", Text("涉及的记录", "Records concerned"), "records", required=False)


def _order(request: OfficeRequest, subject: Subject) -> Case:
    return order_rectification(
        officer=request.officer,
        subject_code=subject.code,
        matter=typed(request, "matter"),
        basis=typed(request, "basis"),
        due_on=day(request, _ORDERED_BY),
        uids=uids(request),
        may_lead_to=typed(request, "may_lead_to"),
    )


def _asks(subject: Subject) -> tuple[Asked, ...]:
    return (*_ORDER, own_records(subject, required=False))


ORDER = StartForm(
    title=Text("责令限期整改", "Order to put something right"),
    lead=Text(
        "对方会收到通知，可以报告整改情况。逾期未整改不会自动产生任何后果。",
        "The organisation is notified and reports what it did. Nothing follows by itself when it is late.",
    ),
    button=Text("作出决定", "Make the order"),
    for_officers=True,
    asks=_asks,
    send=_order,
)
