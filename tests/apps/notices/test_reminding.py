"""Reminders follow from dates: of windows that open and of deadlines that end, each once."""

from datetime import date, timedelta

import pytest
from tests.apps.cases.conftest import (
    FileRecord,
    FileRepair,
    _own_home,
    file_record,
    filed,
    other_subject,
    owner,
    record,
    subject,
)

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.notices.actions.send_reminders import send_reminders
from gongxin.apps.notices.models import Notice
from gongxin.apps.records.models import Record
from gongxin.apps.records.named import records_named
from gongxin.apps.records.remedies import repair_from
from gongxin.apps.records.visibility import AUTHORISED
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

__all__ = ["_own_home", "file_record", "filed", "other_subject", "owner", "record", "subject"]


def first_day(of: Record) -> date:
    (seen,) = records_named([of.uid], viewer=AUTHORISED)
    day = repair_from(seen)
    assert day
    return day


def test_a_window_is_announced_within_a_week_and_once(
    owner: User, subject: Subject, file_record: FileRecord
) -> None:
    soon = file_record(subject, decided_on=legal_today() - timedelta(days=60))
    opens = first_day(soon)
    assert send_reminders(today=opens - timedelta(days=8)) == 0
    assert send_reminders(today=opens - timedelta(days=7)) == 1
    assert send_reminders(today=opens) == 0
    notice = Notice.objects.get()
    assert (notice.kind, notice.subject, notice.due_on) == ("window", subject, opens)
    assert notice.link == f"/office/desk/records/{soon.uid}/"


def test_an_organisation_without_account_and_a_record_that_ended_are_left_alone(
    other_subject: Subject, owner: User, subject: Subject, file_record: FileRecord
) -> None:
    recent = legal_today() - timedelta(days=60)
    nobody = file_record(other_subject, decided_on=recent)
    ended = legal_today() - timedelta(days=1)
    file_record(subject, decided_on=recent, public_until=ended)
    assert send_reminders(today=first_day(nobody)) == 0


@pytest.mark.parametrize(("ahead", "number"), [(3, 0), (2, 1), (0, 1), (-1, 1)])
def test_a_deadline_is_announced_to_the_department(
    filed: FileRepair, record: Record, ahead: int, number: int
) -> None:
    case = filed(record)
    Notice.objects.all().delete()
    assert case.due_on
    assert send_reminders(today=case.due_on - timedelta(days=ahead)) == number
    told = Notice.objects.filter(kind="deadline", department=case.department, due_on=case.due_on)
    assert told.count() == number


def test_a_missed_deadline_is_told_again_once(filed: FileRepair, record: Record) -> None:
    case = filed(record)
    assert case.due_on
    assert send_reminders(today=case.due_on) == 1
    assert send_reminders(today=case.due_on + timedelta(days=1)) == 1
    assert send_reminders(today=case.due_on + timedelta(days=9)) == 0


def test_a_closed_case_and_an_uncertain_day_remind_nobody(
    filed: FileRepair, record: Record
) -> None:
    case = filed(record)
    assert case.due_on
    Case.objects.update(due_certain=False)
    assert send_reminders(today=case.due_on) == 0
