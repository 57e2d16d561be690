"""Orders to put something right: reminded, talked about, reported, judged."""

from datetime import date, timedelta

import pytest

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.confirm_rectification import confirm_rectification
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.fail_rectification import fail_rectification
from gongxin.apps.cases.actions.order_rectification import order_rectification
from gongxin.apps.cases.actions.record_talk import record_talk
from gongxin.apps.cases.actions.remind_rectification import remind_rectification
from gongxin.apps.cases.actions.report_rectification import report_rectification
from gongxin.apps.cases.actions.return_rectification import return_rectification
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.notices.models import Notice
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.records.visibility import PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.workdays import add_working_days

BASIS = "公信市建筑市场信用管理规定第十二条（示例）"
DAY = timedelta(days=1)


@pytest.fixture
def day() -> date:
    return legal_today() + timedelta(days=30)


@pytest.fixture
def order(clerk: User, subject: Subject, record: Record, day: date) -> Case:
    return order_rectification(
        officer=clerk,
        subject_code=subject.code,
        matter="补办消防验收手续",
        basis=BASIS,
        due_on=day,
        uids=[record.uid],
        may_lead_to="建筑市场主体“黑名单”",
    )


def test_the_order_says_what_by_when_on_what_basis(
    order: Case, owner: User, day: date, record: Record
) -> None:
    assert (order.state, order.due_on) == ("ordered", day)
    view = case_for(owner, order.number)
    assert view.about["basis"] == BASIS
    assert [one.id for one in view.records] == [record.uid]
    assert Notice.objects.filter(subject=order.subject, kind="case").exists()
    assert Act.objects.get(case=order).record_uid == record.uid


def test_its_stage_is_no_matter_of_the_public(order: Case, record: Record) -> None:
    shown = record_by_uid(record.uid, viewer=PUBLIC, as_of=as_of())
    assert shown is not None
    assert "整改" not in str(shown.state_text)


def test_reminder_and_talk_stay_in_the_timeline(order: Case, clerk: User, owner: User) -> None:
    remind_rectification(officer=clerk, number=order.number, reason="请于月底前完成")
    case = record_talk(
        officer=clerk,
        number=order.number,
        reason_code="warning_talk",
        reason="已说明逾期后果，该单位承诺本月完成",
        held_on=legal_today(),
    )
    assert (case.state, case.due_on) == ("ordered", order.due_on)
    assert [event.verb for event in case_for(owner, order.number).events] == [
        "order",
        "remind",
        "talk",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"reason_code": ""},
        {"reason": " "},
        {"reason_code": "tea"},
        {"held_on": legal_today() + DAY},
    ],
)
def test_a_talk_needs_kind_words_and_a_day_that_was(
    order: Case, clerk: User, changed: dict[str, object]
) -> None:
    given = {"reason_code": "prompt_talk", "reason": "已提示", "held_on": legal_today()}
    with pytest.raises(Invalid):
        record_talk(officer=clerk, number=order.number, **{**given, **changed})


def test_reported_returned_reported_confirmed(order: Case, clerk: User, owner: User) -> None:
    case = report_rectification(user=owner, number=order.number, reason="已补办，材料随附")
    assert case.due_on == add_working_days(legal_today(), 7).on
    again = legal_today() + timedelta(days=10)
    case = return_rectification(
        officer=clerk, number=order.number, due_on=again, reason_code="not_right"
    )
    assert (case.state, case.due_on) == ("ordered", again)
    report_rectification(user=owner, number=order.number, reason="已重新验收")
    case = confirm_rectification(officer=clerk, number=order.number)
    assert (case.state, case.due_on) == ("done", None)


def test_not_followed_it_may_still_be_put_right(order: Case, clerk: User, record: Record) -> None:
    revisions = Record.objects.filter(uid=record.uid).count()
    case = fail_rectification(officer=clerk, number=order.number, reason_code="nothing_done")
    assert case.state == "not_done"
    assert Record.objects.filter(uid=record.uid).count() == revisions
    assert confirm_rectification(officer=clerk, number=order.number).state == "done"


def test_no_basis_no_order(clerk: User, subject: Subject, day: date) -> None:
    given = {"officer": clerk, "subject_code": subject.code, "matter": "整改", "due_on": day}
    with pytest.raises(Invalid):
        order_rectification(**given, basis=" ")
    with pytest.raises(Invalid):
        order_rectification(**{**given, "due_on": legal_today()}, basis=BASIS)
    assert not Case.objects.exists()


def test_others_neither_order_on_its_records_nor_judge(
    order: Case, other_clerk: User, subject: Subject, record: Record, day: date, owner: User
) -> None:
    with pytest.raises(Invalid):
        order_rectification(
            officer=other_clerk,
            subject_code=subject.code,
            matter="整改",
            basis=BASIS,
            due_on=day,
            uids=[record.uid],
        )
    with pytest.raises(NotAllowed):
        order_rectification(
            officer=owner, subject_code=subject.code, matter="整改", basis=BASIS, due_on=day
        )
    with pytest.raises(NotAllowed):
        confirm_rectification(officer=other_clerk, number=order.number)


def test_one_extension(order: Case, clerk: User) -> None:
    extend_case(officer=clerk, number=order.number, reason_code="more_time")
    with pytest.raises(Conflict):
        extend_case(officer=clerk, number=order.number, reason_code="more_time")
