"""A small invented city as programs see it: two departments with keys, organisations, records."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise
from gongxin.law.load import load_catalogue
from gongxin.law.windows import item_window, load_windows
from gongxin.web.api.rates import BUCKETS

ROOT = "/api/v1"
MakeSubject = Callable[..., Subject]
FileRecord = Callable[..., Record]
MakeSubmission = Callable[..., Submission]


@pytest.fixture(autouse=True)
def _plenty(settings: Settings) -> Iterator[None]:
    """Limits that no test reaches unless it wants to."""
    settings.GONGXIN_RATE_ANONYMOUS = settings.GONGXIN_RATE_KEY = "100000/s"
    BUCKETS.forget()
    yield
    BUCKETS.forget()


def keyed(key: str) -> Client:
    """A program that sends ``key`` with every request."""
    return Client(headers={"authorization": f"Bearer {key}"})


@pytest.fixture
def key(department: Department) -> str:
    return create_api_key(department=department, label="业务系统")


@pytest.fixture
def program(key: str) -> Client:
    """A program of ``department``."""
    return keyed(key)


@pytest.fixture
def other_program(other_department: Department) -> Client:
    """A program of another department."""
    return keyed(create_api_key(department=other_department, label="业务系统"))


@pytest.fixture
def credit_program(credit_office: Department) -> Client:
    """A program of the credit office."""
    return keyed(create_api_key(department=credit_office, label="信用平台"))


@pytest.fixture
def make_subject(db: None) -> MakeSubject:
    def make(number: int, name: str, region: str = "329901") -> Subject:
        subject = Subject.objects.create(
            code=uscc.make("91", region, f"{number:08d}"),
            name=name,
            kind="company",
            region=region,
            in_register=True,
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
def make_submission(department: Department) -> MakeSubmission:
    """``make_submission(item=…)`` enters a finished submission of ``department``."""

    def make(**changed: Any) -> Submission:
        values: dict[str, Any] = {
            "item": "penalty",
            "department": department,
            "channel": "api",
            "filename": "处罚2026.csv",
            "size": 2048,
            "sha256": "0" * 64,
            "received_at": datetime.now(UTC),
            "received_on": legal_today(),
            "finished_at": datetime.now(UTC),
            "state": Submission.State.FILED,
            "progress": 100,
        }
        return Submission.objects.create(**{**values, **changed})

    return make


@pytest.fixture
def submission(make_submission: MakeSubmission) -> Submission:
    return make_submission()


@pytest.fixture
def file_record(submission: Submission) -> FileRecord:
    """``file_record(subject, item, {code: value})`` files one record; its window is the rules'."""

    def file(
        subject: Subject | None,
        item_id: str = "penalty",
        fields: dict[str, str] | None = None,
        **changed: Any,
    ) -> Record:
        item = load_catalogue().item(item_id)
        decided: date = changed.pop("decided_on", legal_today() - timedelta(days=30))
        values = {f.code: f.example for f in item.stored_fields if f.example and f.required}
        values |= {item.subject.name: subject.name if subject else "无名", **(fields or {})}
        values[item.decided] = decided.isoformat()
        kinds = values.get(item.publicity.kinds_field or "", "").split(";")
        window = item_window(item, load_windows(), decided, [k for k in kinds if k])
        row = {
            "uid": uuid4(),
            "item": item_id,
            "subject": subject,
            "department": submission.department,
            "decided_on": decided,
            "fields": values,
            "digest": UUID(int=0),
            "severity": window.severity,
            "public_from": window.public_from,
            "public_until": window.public_until,
            "known_from": datetime.now(UTC) - timedelta(days=20),
            "submission": submission,
            "row": 3,
        }
        return Record.objects.create(**{**row, **changed})

    return file


def penalty_file(subject: Subject, *changes: dict[str, str]) -> SimpleUploadedFile:
    """One row about ``subject`` for each of ``changes``, made from the catalogue's examples."""
    fields = load_catalogue().item("penalty").stored_fields
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([field.title.zh for field in fields])
    for number, changed in enumerate(changes):
        values = {field.code: field.example or "" for field in fields}
        values |= {"CF_XDR_MC": subject.name, "CF_XDR_SHXYM": subject.code}
        values |= {"CF_XDR_GSZC": "", "CF_XDR_ZZJG": "", "CF_WSH": f"公市监罚〔2026〕{number}号"}
        values |= changed
        writer.writerow([values[field.code] for field in fields])
    return SimpleUploadedFile("处罚2026.csv", text.getvalue().encode("gb18030"))
