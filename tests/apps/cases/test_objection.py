"""Objections: marked while open, corrected, taken down, unlinked, redone or rejected."""

from datetime import timedelta

import pytest
from tests.apps.cases.conftest import FileRecord, FileRepair, Object, penalty_fields, sent_in, shown

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.cases.actions.reject_objection import reject_objection
from gongxin.apps.cases.actions.uphold_objection import uphold_objection
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.models import Outbox
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, NotFound
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import as_of, credit_file, history, record_by_uid
from gongxin.apps.records.visibility import FULL
from gongxin.apps.reports.content import content_of, digest
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def test_while_it_is_open_the_record_says_so_wherever_it_is_shown(
    record: Record, objection: Object, subject: Subject, owner: User
) -> None:
    before = digest(content_of(subject))
    case = objection(record)
    view = shown(record)
    assert view.stages == ("objection_pending",)
    assert (view.state, view.state_text.zh) == ("published", "公示中 · 异议处理中")
    assert credit_file(subject, as_of=as_of()).records[0].stages == ("objection_pending",)
    assert digest(content_of(subject)) != before  # so that a report is issued anew
    withdraw_case(user=owner, number=case.number)
    assert shown(record).stages == ()
    assert digest(content_of(subject)) == before
    kinds = Outbox.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["objection_opened", "objection_closed"]


def test_upheld_and_corrected_gives_a_checked_revision_with_its_history(
    department: Department, objection: Object, clerk: User, subject: Subject, owner: User
) -> None:
    record = sent_in(department, subject)
    case = objection(record)
    call = {"officer": clerk, "number": case.number, "outcome": "corrected", "reason": "录入错误"}
    for changes in ({"CF_NR_FK": "two"}, {"NO_SUCH": "1"}, {}, {"CF_WSH": "另一份决定"}):
        with pytest.raises(Invalid):
            uphold_objection(**call, changes=changes)
    case.refresh_from_db()
    assert case.state == "filed"  # nothing of it was done
    assert shown(record).revision == 1
    uphold_objection(**call, changes={"CF_NR_FK": "0.5", "CF_CFLB": "警告;罚款"})
    now, before = history(record.uid, viewer=FULL)
    assert (now.change, now.revision, now.state) == ("corrected", 2, "published")
    assert now.value("CF_NR_FK") == "0.5"
    assert before.state == "superseded"
    assert set(Act.objects.filter(record_uid=record.uid).values_list("kind", flat=True)) == {
        "objection_filed",
        "objection_upheld",
        "corrected",
    }
    assert case_for(owner, case.number).events[-1].detail["changed"] == ["CF_CFLB", "CF_NR_FK"]


def test_upheld_and_taken_down(
    record: Record, objection: Object, clerk: User, subject: Subject, owner: User
) -> None:
    case = objection(record, "period")
    call = {"officer": clerk, "number": case.number, "reason": "公示期限有误"}
    with pytest.raises(Invalid) as wrong:
        uphold_objection(**call, outcome="upheld")
    assert "corrected, removed" in wrong.value.text.en
    uphold_objection(**call, outcome="removed", told=["国家企业信用信息公示系统"])
    assert shown(record) is None
    trace = record_by_uid(record.uid, viewer=FULL, as_of=as_of())
    assert trace is not None
    assert trace.state == "withdrawn"
    past = as_of(legal_today() - timedelta(days=20))
    (then,) = credit_file(subject, viewer=FULL, as_of=past).records
    assert then.gone is not None
    assert then.gone.kind == "withdrawn"
    assert credit_file(subject, as_of=past).records == []
    assert case_for(owner, case.number).events[-1].detail["told"] == ["国家企业信用信息公示系统"]
    assert Outbox.objects.filter(kind="record_withdrawn", record_uid=record.uid).count() == 1


def test_a_contested_link_is_taken_off_and_may_be_contested_by_anyone_concerned(
    record: Record, clerk: User, stranger: User, other_subject: Subject, subject: Subject
) -> None:
    call = {"subject_code": other_subject.code, "statement": "该处罚对象是本公司"}
    with pytest.raises(NotFound):
        file_objection(user=stranger, ground="content", uid=record.uid, **call)
    case = file_objection(user=stranger, ground="link", uid=record.uid, **call)
    uphold_objection(officer=clerk, number=case.number, outcome="corrected", reason="同名不同主体")
    now = Record.objects.get(uid=record.uid, known_until=None)
    assert (now.subject, now.change) == (None, "unlinked")
    (told,) = Outbox.objects.filter(kind="record_unlinked", record_uid=record.uid)
    assert told.payload["subject"] == subject.code  # whose it no longer is
    assert credit_file(subject, as_of=as_of()).records == []


def test_who_contests_a_link_sees_of_the_record_what_the_public_sees(
    file_record: FileRecord, subject: Subject, other_subject: Subject, stranger: User, clerk: User
) -> None:
    told = {**penalty_fields(subject, legal_today()), "CF_FRDB": "张三丰"}
    record = file_record(subject, fields=told)
    case = file_objection(
        user=stranger,
        subject_code=other_subject.code,
        ground="link",
        statement="该处罚对象是本公司",
        uid=record.uid,
    )
    (shown,) = case_for(stranger, case.number).records
    assert shown.value("CF_FRDB") == "张*"
    quash_decision(officer=clerk, uid=record.uid, document="（2026）示行终1号", reason="判决撤销")
    assert case_for(stranger, case.number).records == []
    assert case_for(clerk, case.number).records[0].value("CF_FRDB") == "张三丰"


def test_a_contested_repair_is_decided_again(
    record: Record, filed: FileRepair, objection: Object, clerk: User
) -> None:
    repair = filed(record)
    with pytest.raises(Conflict):
        objection(ground="repair", contested=repair.number)
    accept_repair(officer=clerk, number=repair.number)
    decline_repair(officer=clerk, number=repair.number, reason="未缴清")
    case = objection(ground="repair", contested=repair.number)
    assert shown(record).stages == ("objection_pending",)
    uphold_objection(officer=clerk, number=case.number, outcome="upheld", reason="已缴清")
    repair.refresh_from_db()
    assert repair.state == "accepted"
    assert repair.due_on is not None
    assert repair.closed_at is None


def test_rejected_with_reasons_and_how_to_go_on(
    record: Record, objection: Object, clerk: User, other_clerk: User, owner: User
) -> None:
    case = objection(record)
    with pytest.raises(Conflict):
        objection(record)
    with pytest.raises(NotAllowed):
        reject_objection(officer=other_clerk, number=case.number, reason="一致")
    with pytest.raises(Invalid):
        reject_objection(officer=clerk, number=case.number)
    reject_objection(officer=clerk, number=case.number, reason_code="matches_document")
    last = case_for(owner, case.number).events[-1]
    assert "行政复议" in str(last.detail["how_to_go_on"])
    assert last.reason.en == "What is published agrees with the decision"
    assert shown(record).stages == ()


def test_an_evaluation_is_contested_before_the_credit_office(
    objection: Object, credit_officer: User, clerk: User
) -> None:
    case = objection(ground="evaluation", contested="2026Q3")
    assert case.department == credit_officer.department
    with pytest.raises(NotAllowed):
        reject_objection(officer=clerk, number=case.number, reason="一致")
    done = uphold_objection(
        officer=credit_officer, number=case.number, outcome="upheld", reason="重新评价"
    )
    assert done.state == "upheld"


def test_a_quashed_decision_goes_with_a_trace(
    record: Record, clerk: User, other_clerk: User, subject: Subject
) -> None:
    call = {"uid": record.uid, "reason": "复议撤销", "document": "公政复〔2026〕8号"}
    with pytest.raises(NotAllowed):
        quash_decision(officer=other_clerk, **call)
    quash_decision(officer=clerk, **call)
    assert shown(record) is None
    assert history(record.uid) == []
    act = Act.objects.get(record_uid=record.uid, kind="quashed")
    assert (act.basis, act.officer) == ("公政复〔2026〕8号", clerk)
    past = as_of(legal_today() - timedelta(days=20))
    (then,) = credit_file(subject, viewer=FULL, as_of=past).records
    assert then.gone is not None
    assert then.gone.kind == "quashed"
