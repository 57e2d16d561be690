"""Entering an organisation: complete, checked, and only by someone who may."""

import pytest

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.subjects.actions.create_subject import create_subject
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc

CODE = uscc.make("93", "329901", "00000123")


def create(officer: User, **changed: str) -> Subject:
    given = {"code": CODE, "name": " 公信市 云湖合作社 ", "region": "329901", "reason": "待登记"}
    return create_subject(officer=officer, **{**given, **changed})


def test_complete(clerk: User) -> None:
    subject = create(clerk)
    assert (subject.kind, subject.in_register) == ("cooperative", False)
    assert subject.name == "公信市 云湖合作社"
    assert subject.names.get().normalised == "公信市云湖合作社"
    assert subject.identifiers.get().value == uscc.orgcode_of(CODE)
    entry = AuditEntry.objects.get(target=f"subject:{CODE}")
    assert (entry.officer, entry.verb) == (clerk, "subject_created")


def test_without_a_region_it_is_the_one_in_the_code(clerk: User) -> None:
    assert create(clerk, region=" ").region == "329901"
    of_nowhere = uscc.make("93", "999999", "00000124")
    with pytest.raises(Invalid, match="bad_region"):
        create(clerk, code=of_nowhere, region="")


def test_refusals(clerk: User) -> None:
    for changed in ({"code": CODE[:-1]}, {"name": "长" * 201}, {"region": "000000"}):
        with pytest.raises(Invalid) as refusal:
            create(clerk, **changed)
        assert next(iter(changed.values()))[:40] in refusal.value.text.zh
    create(clerk)
    with pytest.raises(Conflict):
        create(clerk, code=CODE.lower())


@pytest.mark.django_db
def test_without_a_department() -> None:
    with pytest.raises(NotAllowed):
        create(User.objects.create_user("visitor"))
