"""Rows that are sent again after something was decided about their records."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.cases.conftest import FileRepair, Object, sent_in, shown

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.add_webhook import add_webhook
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.uphold_objection import uphold_objection
from gongxin.apps.cases.models import Outbox
from gongxin.apps.cases.repairing import shown_until
from gongxin.apps.records.correcting import correct
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import AsOf, record_by_uid
from gongxin.apps.records.stopping import shield, stop_showing
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


@pytest.mark.django_db(transaction=True)
def test_what_was_repaired_stays_gone_when_the_row_is_sent_again_corrected(
    department: Department, filed: FileRepair, clerk: User, subject: Subject
) -> None:
    record = sent_in(department, subject)
    case = filed(record)
    accept_repair(officer=clerk, number=case.number)
    grant_repair(officer=clerk, number=case.number)
    sent_in(department, subject)
    assert Record.objects.filter(uid=record.uid).count() == 2  # the same row is no news
    sent_in(department, subject, CF_NR_FK="7.5")
    now = Record.objects.get(uid=record.uid, known_until=None)
    assert (now.change, now.revision, now.stopped_on) == ("corrected", 3, legal_today())
    assert shown(record) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_again_corrected_under_a_shield_is_shown_after_it_by_its_corrected_class(
    department: Department, subject: Subject, other_subject: Subject
) -> None:
    record, end = sent_in(department, subject), legal_today() + timedelta(days=30)
    shield(record, on=legal_today(), until=end, at=datetime.now(UTC))
    now = sent_in(department, subject, CF_CFLB="责令停产停业", CF_NR_FK="")
    fresh = sent_in(
        department,
        other_subject,
        CF_WSH="公市监罚〔2026〕99号",
        CF_CFLB="责令停产停业",
        CF_NR_FK="",
    )
    assert (now.severity, now.public_from) == (fresh.severity, fresh.public_from)
    assert now.public_until == fresh.public_until
    assert now.public_until != record.public_until
    assert shown(record) is None
    for day, is_shown in ((end, False), (end + timedelta(days=1), True)):
        moment = AsOf(day, datetime.now(UTC), current=True)
        assert (record_by_uid(record.uid, as_of=moment) is not None) == is_shown


@pytest.mark.django_db(transaction=True)
def test_sent_again_about_another_organisation_it_does_not_bear_the_shield(
    department: Department, subject: Subject, other_subject: Subject
) -> None:
    record = sent_in(department, subject)
    shield(record, on=legal_today(), until=None, at=datetime.now(UTC))
    assert sent_in(department, subject, CF_NR_FK="7.5").shielded_on == legal_today()
    assert shown(record) is None
    now = sent_in(department, other_subject, CF_XDR_MC=subject.name)
    assert (now.uid, now.subject, now.shielded_on) == (record.uid, other_subject, None)
    assert shown(record) is not None


@pytest.mark.django_db(transaction=True)
def test_what_false_papers_prolonged_stays_prolonged_however_it_is_corrected(
    department: Department, filed: FileRepair, clerk: User, subject: Subject, objection: Object
) -> None:
    ends = (legal_today() + timedelta(days=100)).isoformat()
    record = sent_in(department, subject, CF_YXQ=ends)
    case = filed(record)
    accept_repair(officer=clerk, number=case.number)
    grant_repair(officer=clerk, number=case.number)
    revoke_repair(officer=clerk, number=case.number, reason_code="false_papers")
    until = shown_until(legal_today())
    assert until > record.public_until
    sent = sent_in(department, subject, CF_YXQ=ends, CF_NR_FK="7.5")
    assert (sent.change, sent.public_until, sent.prolonged_until) == ("corrected", until, until)
    uphold_objection(
        officer=clerk,
        number=objection(record).number,
        outcome="corrected",
        reason="录入错误",
        changes={"CF_NR_FK": "0.5"},
    )
    now = Record.objects.get(uid=record.uid, known_until=None)
    assert (now.revision, now.public_until, now.prolonged_until) == (5, until, until)


def test_a_stopped_record_stays_out_of_sight_when_it_is_corrected_into_a_published_class(
    department: Department, subject: Subject
) -> None:
    record = sent_in(department, subject, CF_CFLB="警告", CF_NR_FK="")
    assert record.public_from is None
    stopped = stop_showing(record, on=legal_today(), at=datetime.now(UTC))
    correct(stopped, {"CF_CFLB": "罚款", "CF_NR_FK": "2"}, at=datetime.now(UTC))
    assert shown(record) is None


@pytest.mark.django_db(transaction=True)
def test_what_was_quashed_does_not_come_back_when_the_row_is_sent_again(
    department: Department, clerk: User, subject: Subject
) -> None:
    record = sent_in(department, subject)
    quash_decision(officer=clerk, uid=record.uid, document="公政复〔2026〕8号", reason="复议撤销")
    again = sent_in(department, subject)
    assert (again.uid, again.change) == (record.uid, "submitted")
    assert again.stopped_on == legal_today()
    assert shown(record) is None


def told(record: Record) -> list[dict[str, Any]]:
    entries = Outbox.objects.filter(record_uid=record.uid).order_by("id")
    return [{"kind": one.kind, **one.payload} for one in entries]


@pytest.mark.django_db(transaction=True)
def test_subscribers_are_told_of_what_is_sent_again_corrected(
    department: Department, subject: Subject, credit_officer: User
) -> None:
    webhook = add_webhook(url="http://127.0.0.1:9/", label="上级平台", officer=credit_officer)
    record = sent_in(department, subject)
    sent_in(department, subject)
    assert told(record) == []  # a new record is found by reading; the same row is no news
    sent_in(department, subject, CF_NR_FK="7.5")
    (entry,) = told(record)
    assert entry == {
        "kind": "record_corrected",
        "record": str(record.uid),
        "item": "penalty",
        "subject": subject.code,
        "department": department.code,
        "case": None,
        "effective": legal_today().isoformat(),
        "cause": "sent_again",
    }
    last = Outbox.objects.latest("id")
    assert last.subject == subject
    assert last.at is not None
    assert ProcrastinateJob.objects.filter(
        queueing_lock=f"webhook:{webhook.pk}", status="todo"
    ).exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_a_correction_that_nobody_sees(
    department: Department, subject: Subject
) -> None:
    record = sent_in(department, subject)
    shield(record, on=legal_today(), until=None, at=datetime.now(UTC))
    sent_in(department, subject, CF_NR_FK="7.5")
    assert told(record) == []


@pytest.mark.django_db(transaction=True)
def test_subscribers_are_told_of_a_correction_about_another_organisation(
    department: Department, subject: Subject, other_subject: Subject
) -> None:
    record = sent_in(department, subject)
    sent_in(department, other_subject, CF_XDR_MC=subject.name)
    (entry,) = told(record)
    assert (entry["kind"], entry["subject"]) == ("record_corrected", other_subject.code)


@pytest.mark.django_db(transaction=True)
def test_of_a_correction_that_ends_publicity_the_organisation_is_not_told(
    department: Department, subject: Subject
) -> None:
    record = sent_in(department, subject)
    long_ago = legal_today() - timedelta(days=3000)
    sent_in(department, subject, CF_JDRQ=long_ago.isoformat())
    assert shown(record) is None
    (entry,) = told(record)
    assert (entry["kind"], entry["record"]) == ("record_corrected", str(record.uid))
    assert entry["subject"] is None
    assert Outbox.objects.get(record_uid=record.uid).subject is None
