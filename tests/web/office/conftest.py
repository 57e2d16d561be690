"""Officers at their desks, organisations and records; all invented."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

MakeSubject = Callable[..., Subject]
FileRecord = Callable[..., Record]


def signed_in(user: User, **cookies: str) -> Client:
    """A browser in which ``user`` has signed in; forged forms are refused as in production."""
    client = Client()
    client.force_login(user)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


@pytest.fixture
def at_desk(clerk: User) -> Client:
    return signed_in(clerk)


@pytest.fixture
def at_other_desk(other_clerk: User) -> Client:
    return signed_in(other_clerk)


@pytest.fixture
def at_credit_office(credit_officer: User) -> Client:
    return signed_in(credit_officer)


@pytest.fixture
def make_subject(db: None) -> MakeSubject:
    def make(number: int, name: str, region: str = "329901") -> Subject:
        code = uscc.make("91", region, f"{number:08d}")
        subject = Subject.objects.create(
            code=code, name=name, kind="company", region=region, in_register=True
        )
        SubjectName.objects.create(
            subject=subject, name=name, normalised=normalise(name), region=region
        )
        return subject

    return make


@pytest.fixture
def subject(make_subject: MakeSubject) -> Subject:
    return make_subject(1, "公信市晨光机械有限公司")


@pytest.fixture
def submission(clerk: User, department: Department) -> Submission:
    return make_submission(department, clerk)


def make_submission(department: Department, officer: User, **changed: Any) -> Submission:
    """A finished submission of a penalty file."""
    values: dict[str, Any] = {
        "item": "penalty",
        "department": department,
        "officer": officer,
        "channel": "office",
        "filename": "处罚2026.csv",
        "size": 2048,
        "sha256": "0" * 64,
        "received_at": datetime.now(UTC),
        "received_on": legal_today(),
        "state": Submission.State.FILED,
        "progress": 100,
    }
    return Submission.objects.create(**{**values, **changed})


@pytest.fixture
def file_record(submission: Submission) -> FileRecord:
    """``file_record(subject)`` files one published penalty; without subject it waits."""

    def file(subject: Subject | None = None, **changed: Any) -> Record:
        decided: date = legal_today() - timedelta(days=30)
        values: dict[str, Any] = {
            "uid": uuid4(),
            "item": "penalty",
            "subject": subject,
            "department": submission.department,
            "decided_on": decided,
            "fields": {
                "CF_XDR_MC": subject.name if subject else "公信市晨光机械有限公司",
                "CF_WSH": "公市监罚〔2026〕1号",
                "CF_CFLB": "罚款",
                "CF_NR_FK": "0.200000",
                "BZ": "仅供内部",
            },
            "digest": UUID(int=0),
            "severity": "general",
            "public_from": decided,
            "public_until": decided + timedelta(days=364),
            "known_from": datetime.now(UTC) - timedelta(days=20),
            "submission": submission,
            "row": 2,
        }
        return Record.objects.create(**{**values, **changed})

    return file
