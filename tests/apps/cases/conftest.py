"""An organisation with an account, a department, and records that can be repaired; all invented."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

FileRecord = Callable[..., Record]
FileRepair = Callable[..., Case]
PDF = b"%PDF-1.7 proof of payment"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGXIN_HOME", tmp_path)


@pytest.fixture
def subject(db: None) -> Subject:
    return enter_subject(1, "公信市晨光机械有限公司")


@pytest.fixture
def other_subject(db: None) -> Subject:
    return enter_subject(2, "公信市远山食品有限公司")


def enter_subject(number: int, name: str) -> Subject:
    code = uscc.make("91", "329901", f"{number:08d}")
    subject = Subject.objects.create(
        code=code, name=name, kind="company", region="329901", in_register=True
    )
    SubjectName.objects.create(
        subject=subject, name=name, normalised=normalise(name), region="329901"
    )
    return subject


@pytest.fixture
def owner(subject: Subject) -> User:
    """The organisation's own account."""
    return User.objects.create_user("owner", password="owner-password", subject=subject)


@pytest.fixture
def stranger(other_subject: Subject) -> User:
    """Another organisation's account."""
    return User.objects.create_user("stranger", password="stranger-password", subject=other_subject)


@pytest.fixture
def file_record(department: Department) -> FileRecord:
    """``file_record(subject, …)`` files a penalty that was decided 200 days ago and may be repaired."""
    submissions: dict[int, Submission] = {}

    def file(subject: Subject, **changed: Any) -> Record:
        owner: Department = changed.pop("department", department)
        if owner.pk not in submissions:
            submissions[owner.pk] = submission_of(owner)
        decided: date = changed.pop("decided_on", legal_today() - timedelta(days=200))
        values: dict[str, Any] = {
            "uid": uuid4(),
            "item": "penalty",
            "subject": subject,
            "department": owner,
            "decided_on": decided,
            "fields": penalty_fields(subject, decided),
            "digest": UUID(int=0),
            "severity": "general",
            "public_from": decided,
            "public_until": decided + timedelta(days=364),
            "known_from": datetime.now(UTC) - timedelta(days=60),
            "submission": submissions[owner.pk],
            "row": 2,
        }
        return Record.objects.create(**{**values, **changed})

    return file


def submission_of(department: Department) -> Submission:
    return Submission.objects.create(
        item="penalty",
        department=department,
        channel="command",
        filename="处罚.csv",
        size=1,
        sha256="0" * 64,
        received_at=datetime.now(UTC),
        received_on=legal_today(),
    )


def penalty_fields(subject: Subject, decided: date) -> dict[str, str]:
    return {
        "CF_XDR_MC": subject.name,
        "CF_XDR_SHXYM": subject.code,
        "CF_WSH": f"公市监罚〔2026〕{uuid4().hex[:6]}号",
        "CF_CFLB": "罚款",
        "CF_NR_FK": "2.000000",
        "CF_JDRQ": decided.isoformat(),
    }


@pytest.fixture
def record(subject: Subject, file_record: FileRecord) -> Record:
    return file_record(subject)


@pytest.fixture
def proof() -> Upload:
    return Upload("缴款凭证.pdf", io.BytesIO(PDF))


@pytest.fixture
def filed(owner: User, subject: Subject) -> FileRepair:
    """``filed(record, …)`` is the repair case that the organisation filed for these records."""

    def file(*records: Record) -> Case:
        uids = [record.uid for record in records]
        made = file_repair(user=owner, subject_code=subject.code, uids=uids, signed=True)
        return made.cases[0]

    return file
