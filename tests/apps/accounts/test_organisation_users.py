"""People of organisations: their account, what they may see, where their notices go."""

import pytest

from gongxin.apps.accounts.actions.change_email import change_email
from gongxin.apps.accounts.actions.create_user import create_user
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import department_of, is_organisation, subject_of
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Invalid
from gongxin.apps.records.visibility import PUBLIC, viewer_for
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc


def subject_number(number: int) -> Subject:
    return Subject.objects.create(
        code=uscc.make("91", "329901", f"MA{number:06d}"),
        name=f"公信市晨光{number}公司",
        region="329901",
    )


@pytest.fixture
def subject(db: None) -> Subject:
    return subject_number(1)


def test_a_user_of_an_organisation(subject: Subject) -> None:
    user = create_user(
        username="chenguang", password="a-long-phrase-42", subject=subject, email="c@example.org"
    )
    assert (subject_of(user), department_of(user)) == (subject, None)
    assert is_organisation(user)
    assert AuditEntry.objects.get(verb="create_user").detail == {"subject": subject.code}
    user.is_active = False
    assert not is_organisation(user)


def test_an_account_has_one_side(subject: Subject, department: Department) -> None:
    for sides in ({}, {"department": department, "subject": subject}):
        with pytest.raises(Invalid, match="one_side"):
            create_user(username="x", password="a-long-phrase-42", **sides)


def test_it_reads_its_own_file_as_authorities_do_and_others_as_the_public(subject: Subject) -> None:
    user = User.objects.create_user("chenguang", subject=subject)
    own = viewer_for(user, about=subject)
    assert (own.level, own.subject_id, own.department) == ("authorised", subject.pk, None)
    assert viewer_for(user) == viewer_for(user, about=subject_number(2)) == PUBLIC


def test_an_officer_gains_nothing_by_asking_about_an_organisation(
    subject: Subject, clerk: User
) -> None:
    assert viewer_for(clerk, about=subject) == viewer_for(clerk)


@pytest.mark.parametrize("wrong", ["chenguang", "a@b", "a b@example.org"])
def test_an_address_must_be_one(subject: Subject, wrong: str) -> None:
    user = User.objects.create_user("chenguang", email="c@example.org", subject=subject)
    with pytest.raises(Invalid, match="bad_email"):
        change_email(user=user, email=wrong)
    user.refresh_from_db()
    assert user.email == "c@example.org"


def test_an_address_is_changed_and_not_told_to_the_audit_trail(subject: Subject) -> None:
    user = User.objects.create_user("chenguang", subject=subject)
    change_email(user=user, email=" d@example.org ")
    user.refresh_from_db()
    assert user.email == "d@example.org"
    assert AuditEntry.objects.get(verb="change_email").detail == {"mailed": True}
