"""Lists, overdue cases, the credit office's figures, papers and messages."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.cases.conftest import FileRecord, FileRepair

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.add_paper import add_paper
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.send_message import send_message
from gongxin.apps.cases.figures import median_days, overdue_by_department
from gongxin.apps.cases.models import Case, CaseEvent
from gongxin.apps.cases.numbers import read_number
from gongxin.apps.cases.papers import LARGEST, Upload, open_paper
from gongxin.apps.cases.queries import case_for, cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from gongxin.apps.notices.models import Notice
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.web.office.case_words import left


def test_who_sees_which_cases_and_in_which_order(
    file_record: FileRecord,
    subject: Subject,
    filed: FileRepair,
    clerk: User,
    owner: User,
    stranger: User,
    other_clerk: User,
    credit_officer: User,
    department: Department,
) -> None:
    closed, late, fresh = (filed(file_record(subject)) for _ in range(3))
    accept_repair(officer=clerk, number=closed.number)
    grant_repair(officer=clerk, number=closed.number)
    Case.objects.filter(pk=late.pk).update(due_on=legal_today() - timedelta(days=1))
    in_order = [late.number, fresh.number, closed.number]
    for reader in (clerk, owner, credit_officer, department):
        assert [line.number for line in cases_for(reader).cases] == in_order
    for outsider in (stranger, other_clerk, None):
        assert cases_for(outsider).cases == []
    (overdue,) = cases_for(clerk, CaseFilters(overdue=True)).cases
    assert (overdue.number, overdue.overdue, overdue.days_left) == (late.number, True, -1)
    assert cases_for(clerk, CaseFilters(open=False)).cases[0].number == closed.number
    found = cases_for(clerk, CaseFilters(text=fresh.number[4:18])).cases
    assert fresh.number in [line.number for line in found]
    assert cases_for(clerk, CaseFilters(state="granted")).total == 1
    uid = fresh.concerned.get().record_uid
    assert [one.number for one in cases_for(clerk, CaseFilters(record=uid)).cases] == [fresh.number]


def test_an_uncertain_deadline_is_never_overdue(
    file_record: FileRecord, subject: Subject, filed: FileRepair, clerk: User
) -> None:
    case = filed(file_record(subject))
    Case.objects.update(due_on=legal_today() - timedelta(days=1), due_certain=False)
    line = case_for(clerk, case.number).line
    assert (line.overdue, line.days_left, line.due_certain) == (False, None, False)
    assert left(line).en.startswith("Not before ")
    assert cases_for(clerk, CaseFilters(overdue=True)).total == 0


def test_a_step_after_an_uncertain_deadline_was_not_late(
    file_record: FileRecord,
    subject: Subject,
    filed: FileRepair,
    clerk: User,
    credit_officer: User,
) -> None:
    due = legal_today() - timedelta(days=1)
    late, unknown = filed(file_record(subject)), filed(file_record(subject))
    Case.objects.update(due_on=due)
    Case.objects.filter(pk=unknown.pk).update(due_certain=False)
    for case, certain in ((late, True), (unknown, False)):
        accept_repair(officer=clerk, number=case.number)
        event = case_for(clerk, case.number).events[-1]
        assert (event.due_on, event.due_certain, event.late) == (due, certain, certain)
    (accepted,) = median_days(credit_officer, "repair")
    assert (accepted.number, accepted.late) == (2, 1)


def test_the_credit_offices_figures(
    file_record: FileRecord,
    subject: Subject,
    filed: FileRepair,
    clerk: User,
    credit_officer: User,
    department: Department,
) -> None:
    one, two, three = (filed(file_record(subject)) for _ in range(3))
    Case.objects.filter(pk=one.pk).update(due_on=legal_today() - timedelta(days=3))
    (figure,) = overdue_by_department(credit_officer)
    assert (figure.department_code, figure.open, figure.overdue) == (department.code, 3, 1)
    assert figure.oldest_due == legal_today() - timedelta(days=3)
    for case in (one, two):
        accept_repair(officer=clerk, number=case.number)
    (accepted,) = median_days(credit_officer, "repair")
    assert (accepted.verb, accepted.number, accepted.median) == ("accept", 2, 0.0)
    assert accepted.late == 1
    assert three.events.count() == 1
    for officer in (clerk,):
        with pytest.raises(NotAllowed):
            overdue_by_department(officer)
        with pytest.raises(NotAllowed):
            median_days(officer)


def test_an_extension_moves_the_day_of_the_answer_too(
    file_record: FileRecord, subject: Subject, filed: FileRepair, clerk: User
) -> None:
    case = filed(file_record(subject))
    promised = case.answer_by
    accept_repair(officer=clerk, number=case.number)
    extended = extend_case(officer=clerk, number=case.number, reason_code="verify")
    assert extended.answer_by == extended.due_on
    assert promised is not None
    assert extended.due_on is not None
    assert extended.due_on > promised


def test_papers_and_messages_reach_the_other_side(
    file_record: FileRecord, subject: Subject, filed: FileRepair, clerk: User, owner: User
) -> None:
    case = filed(file_record(subject))
    png = Upload("图.png", io.BytesIO(b"\x89PNG\r\n\x1a\n..."))
    paper = add_paper(user=owner, number=case.number, upload=png)
    assert open_paper(clerk, paper.pk)[1].endswith(b"...")
    reference = add_paper(user=clerk, number=case.number, reference="罚没系统 2026-118")
    with pytest.raises(NotFound):
        open_paper(clerk, reference.pk)
    send_message(user=clerk, number=case.number, text="请补充 110101199003077758 的凭证")
    last = case_for(owner, case.number).events[-1]
    assert "110101199003077758" not in last.reason.zh
    assert str(last.who.zh) == str(clerk.department)  # not who it was
    assert clerk.username in case_for(clerk, case.number).events[-1].who.zh
    assert Notice.objects.filter(subject=subject, text_zh__contains="新留言").count() == 1
    too_large = Upload("a.pdf", io.BytesIO(b"%PDF-" + b"0" * LARGEST))
    with pytest.raises(TooLarge):
        add_paper(user=owner, number=case.number, upload=too_large)
    for wrong in ({}, {"upload": png, "reference": "x"}, {"reference": "x", "kind": "poem"}):
        with pytest.raises(Invalid):
            add_paper(user=owner, number=case.number, **wrong)
    accept_repair(officer=clerk, number=case.number)
    decline_repair(officer=clerk, number=case.number, reason="未缴清")
    with pytest.raises(Conflict):
        add_paper(user=owner, number=case.number, reference="x")


def test_the_timeline_cannot_be_rewritten(
    file_record: FileRecord, subject: Subject, filed: FileRepair
) -> None:
    filed(file_record(subject))
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEvent.objects.update(text="")
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEvent.objects.all().delete()


@pytest.mark.parametrize(
    "typed", ["XF-20261122-7KQ4P-1", "xf202611227kq4p1", " xf 20261122 7KQ4P 1"]
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == "XF-20261122-7KQ4P-1"
