"""Who looked at whose file: departments are logged, the public and the organisation are not."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError
from django.test import Client

from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.audit.readings import ReadingFilters, departments_that_read, readings_of
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc


@pytest.fixture
def subject(db: None) -> Subject:
    return Subject.objects.create(
        code=uscc.make("91", "329901", "MA000001"), name="公信市晨光机械有限公司", region="329901"
    )


@pytest.fixture
def own_user(subject: Subject) -> User:
    return User.objects.create_user("chenguang", subject=subject)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


PAGES = ("/subjects/{code}", "/subjects/{code}/report", "/api/v1/subjects/{code}")


@pytest.mark.parametrize("page", PAGES)
def test_the_public_and_the_organisation_are_not_tracked(
    page: str, subject: Subject, own_user: User
) -> None:
    for client in (Client(), signed_in(own_user)):
        assert client.get(page.format(code=subject.code)).status_code == 200
    assert not FileReading.objects.exists()


@pytest.mark.parametrize(
    ("page", "channel", "what"),
    [
        (PAGES[0], "portal", "file"),
        (PAGES[1], "portal", "report"),
        (PAGES[2], "api", "file"),
        ("/office/subjects/{code}", "office", "file"),
    ],
)
def test_an_officer_is_logged(
    page: str, channel: str, what: str, subject: Subject, clerk: User
) -> None:
    assert signed_in(clerk).get(page.format(code=subject.code)).status_code == 200
    (reading,) = readings_of(subject).readings
    assert (reading.channel, reading.what) == (channel, what)
    assert reading.department
    assert reading.department.zh == "公信市市场监督管理局"


def test_a_key_is_logged_by_its_prefix(subject: Subject, department: Department) -> None:
    key = create_api_key(department=department, label="审批系统")
    headers = {"X-API-Key": key}
    assert Client().get(f"/api/v1/subjects/{subject.code}", headers=headers).status_code == 200
    body = {"subject": subject.code}
    posted = Client().post(
        "/api/v1/reports", body, content_type="application/json", headers=headers
    )
    assert posted.status_code == 200
    logged = FileReading.objects.order_by("pk").values_list("what", "api_key", "department")
    assert list(logged) == [
        ("file", key[3:11], department.pk),
        ("report", key[3:11], department.pk),
    ]


def test_the_log_is_narrowed_and_never_changed(
    subject: Subject, clerk: User, credit_officer: User
) -> None:
    for officer, what in ((clerk, "file"), (clerk, "record"), (credit_officer, "file")):
        log_reading(
            subject_id=subject.pk,
            what=FileReading.What(what),
            channel=FileReading.Channel.OFFICE,
            officer=officer,
        )
    today = legal_today()
    assert clerk.department
    code = clerk.department.code
    assert readings_of(subject, ReadingFilters(department=code)).total == 2
    assert readings_of(subject, ReadingFilters(what="file", channel="office")).total == 2
    assert readings_of(subject, ReadingFilters(first=today, last=today)).total == 3
    assert readings_of(subject, ReadingFilters(last=today - timedelta(days=1))).total == 0
    assert departments_that_read(subject)[0].code == code
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        FileReading.objects.all().delete()


def test_nothing_is_logged_about_a_record_without_organisation(clerk: User) -> None:
    assert not log_reading(
        subject_id=None,
        what=FileReading.What.RECORD,
        channel=FileReading.Channel.OFFICE,
        officer=clerk,
    )
