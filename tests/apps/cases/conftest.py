"""An organisation with an account, a department, and records that can be repaired; all invented."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from tests.apps.cases.shields import PLAN
from tests.web.api.conftest import penalty_file

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.actions.shield_records import shield_records
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

FileRecord = Callable[..., Record]
FileRepair = Callable[..., Case]
Object = Callable[..., Case]
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


@pytest.fixture
def two(subject: Subject, file_record: FileRecord) -> list[Record]:
    return [file_record(subject), file_record(subject)]


@pytest.fixture
def asked_shield(
    owner: User, subject: Subject, two: list[Record], credit_office: Department
) -> dict[str, object]:
    return {
        "user": owner,
        "subject_code": subject.code,
        "uids": [record.uid for record in two],
        "court": "公信市中级人民法院",
        "ruling": "（2026）公破3号之二",
        "ruled_on": legal_today(),
        "plan_until": PLAN,
        "papers": [Upload("裁定书.pdf", io.BytesIO(PDF))],
    }


@pytest.fixture
def shielded(asked_shield: dict[str, object], credit_officer: User) -> Case:
    case = file_shielding(**asked_shield)
    return shield_records(officer=credit_officer, number=case.number)


def sent_in(department: Department, subject: Subject, **changed: str) -> Record:
    """The record of a row that the department really filed."""
    decided = legal_today() - timedelta(days=200)
    ends = legal_today() + timedelta(days=600)
    dates = {"CF_JDRQ": decided.isoformat(), "CF_YXQ": ends.isoformat()}
    file = penalty_file(subject, dates | changed)
    submission = receive_submission(
        item_id="penalty",
        department=department,
        officer=None,
        filename="处罚.csv",
        stream=file,
        channel="command",
    )
    process_submission(submission_id=submission.pk)
    submission.refresh_from_db()
    assert submission.accepted == 1
    return Record.objects.get(subject=subject, known_until=None)


def shown(record: Record):  # noqa: ANN201
    return record_by_uid(record.uid, as_of=as_of())


@pytest.fixture
def objection(owner: User, subject: Subject) -> Object:
    def file(record: Record | None = None, ground: str = "content", **more: str) -> Case:
        return file_objection(
            user=owner,
            subject_code=subject.code,
            ground=ground,
            statement="罚款金额与决定书不符",
            uid=record.uid if record else None,
            **more,
        )

    return file
