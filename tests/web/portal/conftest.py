"""A small invented city with records of several items, as the portal shows them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise
from gongxin.law.load import load_catalogue
from gongxin.law.windows import item_window, load_windows

MakeSubject = Callable[..., Subject]
FileRecord = Callable[..., Record]


@pytest.fixture
def make_subject(db: None) -> MakeSubject:
    """``make_subject(number, name)`` enters a company of the fictional city."""

    def make(number: int, name: str, region: str = "329901", **changed: Any) -> Subject:
        code = uscc.make("91", region, f"{number:08d}")
        values = {"kind": "company", "region": region, "in_register": True, **changed}
        subject = Subject.objects.create(code=code, name=name, **values)
        SubjectName.objects.create(
            subject=subject, name=name, normalised=normalise(name), region=region
        )
        return subject

    return make


@pytest.fixture
def subject(make_subject: MakeSubject) -> Subject:
    return make_subject(1, "公信市晨光机械有限公司")


@pytest.fixture
def submission(department: Department) -> Submission:
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


@pytest.fixture
def file_record(department: Department, submission: Submission) -> FileRecord:
    """``file_record(subject, item, {code: value}, decided_on=…)`` files one public record.

    Fields that are left out get the catalogue's example; the window is what the rules say.
    """

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
            "department": department,
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


@pytest.fixture
def english(client: Client) -> Client:
    """A visitor who chose English."""
    client.cookies["gongxin_language"] = "en"
    return client
