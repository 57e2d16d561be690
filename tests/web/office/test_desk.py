"""The organisation's desk: its own file in two views, when records end, who looked, and nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.web.office.conftest import FileRecord, MakeSubject, signed_in

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

OWN_PAGES = ("/office/desk/", "/office/desk/file/", "/office/desk/readings/", "/office/notices/")


@pytest.fixture
def own_user(subject: Subject) -> User:
    return User.objects.create_user("chenguang", password="own-password", subject=subject)


@pytest.fixture
def at_own_desk(own_user: User) -> Client:
    return signed_in(own_user)


def test_signing_in_leads_to_the_own_desk(own_user: User) -> None:
    client = Client()
    answer = {"username": "chenguang", "password": "own-password"}
    response = client.post("/office/login/", answer, follow=True)
    assert response.redirect_chain[-1][0] == "/office/desk/"
    assert "公信市晨光机械有限公司" in response.text


@pytest.mark.parametrize("address", ["/office/submit/", "/office/queue/", "/office/keys/"])
def test_the_departments_pages_are_not_for_it(at_own_desk: Client, address: str) -> None:
    assert at_own_desk.get(address).status_code == 403


@pytest.mark.parametrize("address", OWN_PAGES[:3])
def test_the_desk_is_not_for_officers(at_desk: Client, address: str) -> None:
    assert at_desk.get(address).status_code == 403


@pytest.mark.parametrize("address", OWN_PAGES)
def test_every_page_speaks_both_languages(at_own_desk: Client, address: str) -> None:
    assert '<html lang="zh-CN">' in at_own_desk.get(address).text
    assert '<html lang="en">' in at_own_desk.get(f"{address}?lang=en").text


def test_the_desk_says_what_ends_when(
    at_own_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    page = at_own_desk.get("/office/desk/").text
    assert f"/office/desk/records/{record.uid}/" in page
    assert record.public_until
    assert record.public_until.isoformat() in page


def test_a_record_in_hand_is_not_offered_again(
    at_own_desk: Client, own_user: User, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, decided_on=legal_today() - timedelta(days=150))
    assert "现在可以申请" in at_own_desk.get("/office/desk/").text
    filed = file_repair(user=own_user, subject_code=subject.code, uids=[record.uid], signed=True)
    page = at_own_desk.get("/office/desk/").text
    assert "现在可以申请" not in page
    assert "修复申请办理中" in page
    assert f'/office/cases/{filed.cases[0].number}/">看进展' in page


def test_the_two_views_differ_in_what_only_authorities_see(
    at_own_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    both = {
        v: at_own_desk.get(f"/office/desk/file/?view={v}").text for v in ("public", "authorities")
    }
    assert all(str(record.uid) in page for page in both.values())
    assert "没有不同" in both["public"]
    csv = at_own_desk.get("/office/desk/file.csv?view=authorities").getvalue().decode()
    assert str(record.uid) in csv


def test_another_organisations_records_are_not_there(
    at_own_desk: Client, make_subject: MakeSubject, file_record: FileRecord
) -> None:
    other = file_record(make_subject(2, "公信市暮色机械有限公司"))
    assert at_own_desk.get(f"/office/desk/records/{other.uid}/").status_code == 404
    assert str(other.uid) not in at_own_desk.get("/office/desk/file/?view=authorities").text
    assert at_own_desk.get(f"/records/{other.uid}").status_code == 200  # as for everyone


def test_a_record_says_who_sees_what(
    at_own_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    page = at_own_desk.get(f"/office/desk/records/{record.uid}/")
    assert page.status_code == 200
    assert "所有人" in page.text


def test_it_sees_who_looked(
    at_own_desk: Client, at_desk: Client, at_other_desk: Client, subject: Subject
) -> None:
    at_desk.get(f"/office/subjects/{subject.code}")
    at_other_desk.get(f"/subjects/{subject.code}")
    Client().get(f"/subjects/{subject.code}")
    page = at_own_desk.get("/office/desk/readings/").text
    assert "共 2 次" in page
    assert "公信市市场监督管理局" in page
    assert "clerk" not in page  # the department answers for its officers
    narrowed = at_own_desk.get("/office/desk/readings/?channel=portal").text
    assert "共 1 次" in narrowed
    csv = at_own_desk.get("/office/desk/readings.csv?channel=portal").getvalue().decode()
    assert "公信市生态环境局" in csv
    assert "公信市市场监督管理局" not in csv


def test_a_filter_that_cannot_be_read_is_said(at_own_desk: Client) -> None:
    assert "看不懂" in at_own_desk.get("/office/desk/readings/?first=someday").text
