"""Notices: sent once, to one side only, read by each for themselves, mailed once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import Invalid
from gongxin.apps.notices.actions.read_notices import read_notices
from gongxin.apps.notices.actions.send_notice import send_notice
from gongxin.apps.notices.mailing import mail as mail_notice
from gongxin.apps.notices.mailing import unmailed
from gongxin.apps.notices.models import Notice
from gongxin.apps.notices.queries import (
    NoticeFilters,
    notice_for,
    notices_for,
    unread_count,
)
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc
from gongxin.core.text import Text

SAID = Text("修复申请已受理。", "The application for repair was accepted.")


def tell(key: str = "case:1:accepted", **changed: object) -> Notice:
    values: dict[str, object] = {
        "key": key,
        "kind": "case",
        "text": SAID,
        "link": "/office/cases/1/",
        **changed,
    }
    send: Callable[..., Notice] = send_notice
    return send(**values)


@pytest.fixture
def subject(db: None) -> Subject:
    return Subject.objects.create(
        code=uscc.make("91", "329901", "MA000001"), name="公信市晨光机械有限公司", region="329901"
    )


@pytest.fixture
def organisation_user(subject: Subject) -> User:
    return User.objects.create_user("chenguang", email="chenguang@example.org", subject=subject)


def test_a_notice_is_sent_once(department: Department) -> None:
    first = tell(department=department)
    again = tell(department=department, text=Text("另一句", "Other words"))
    assert again.pk == first.pk
    assert again.text == SAID
    assert ProcrastinateJob.objects.filter(task_name="mail_notice").count() == 1


@pytest.mark.parametrize("sides", [(), ("department", "subject"), ("department", "user")])
def test_a_notice_has_one_receiver(
    sides: tuple[str, ...], department: Department, subject: Subject, clerk: User
) -> None:
    every = {"department": department, "subject": subject, "user": clerk}
    with pytest.raises(Invalid, match="notice_receiver"):
        tell(**{side: every[side] for side in sides})


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_notice_links_to_this_service_only(link: str, department: Department) -> None:
    with pytest.raises(Invalid, match="notice_link"):
        tell(department=department, link=link)


def test_a_notice_carries_no_id_number(department: Department) -> None:
    number = "11010519491231002X"
    sent = tell(department=department, text=Text(f"证件 {number}", f"Number {number}"))
    assert number not in sent.text_zh + sent.text_en


def test_a_notice_reaches_its_receivers_and_nobody_else(
    department: Department, clerk: User, other_clerk: User, organisation_user: User
) -> None:
    sent = tell(department=department)
    to_organisation = tell("window:1", subject=organisation_user.subject)
    assert [n.pk for n in notices_for(clerk).notices] == [sent.pk]
    assert notices_for(other_clerk).total == 0
    assert [n.pk for n in notices_for(organisation_user).notices] == [to_organisation.pk]
    assert notice_for(other_clerk, sent.pk) is None


def test_each_reads_for_themselves(department: Department, clerk: User, other_clerk: User) -> None:
    colleague = User.objects.create_user("colleague", department=department)
    sent = tell(department=department)
    assert read_notices(user=other_clerk, notices=[sent.pk]) == 0
    assert read_notices(user=clerk, notices=[sent.pk]) == 1
    assert read_notices(user=clerk) == 0
    assert (unread_count(clerk), unread_count(colleague)) == (0, 1)
    assert notices_for(clerk, NoticeFilters(unread=True)).total == 0
    assert notices_for(colleague).notices[0].unread


def test_notices_are_narrowed_by_kind(department: Department, clerk: User) -> None:
    tell(department=department)
    deadline = tell("deadline:1", kind="deadline", department=department)
    found = notices_for(clerk, NoticeFilters(kind="deadline"))
    assert [n.pk for n in found.notices] == [deadline.pk]
    assert (found.total, found.unread) == (1, 2)


def test_it_is_mailed_once_in_both_languages(organisation_user: User, settings: Any) -> None:
    settings.EMAIL_HOST, settings.GONGXIN_PUBLIC_URL = "mail.example.org", "https://credit.example"
    sent = tell(subject=organisation_user.subject)
    assert unmailed() == [sent.pk]
    assert [mail_notice(sent.pk), mail_notice(sent.pk)] == [True, False]
    assert unmailed() == []
    (message,) = mail.outbox
    assert message.bcc == ["chenguang@example.org"]
    assert message.to == []
    assert all(part in message.body for part in (SAID.zh, SAID.en))
    assert "https://credit.example/office/cases/1/" in message.body


def test_nothing_is_mailed_without_server_or_address(
    department: Department, clerk: User, settings: Any
) -> None:
    sent = tell(department=department)
    settings.EMAIL_HOST = ""
    assert not mail_notice(sent.pk)
    settings.EMAIL_HOST = "mail.example.org"
    assert not mail_notice(sent.pk)
    assert mail.outbox == []


def test_nobody_belongs_to_a_department_and_an_organisation(
    department: Department, subject: Subject
) -> None:
    with pytest.raises(IntegrityError, match="user_one_side"):
        User.objects.create_user("both", department=department, subject=subject)
