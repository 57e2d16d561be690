"""Organisations and records to read and to act on; all invented."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

import gongxin.packs
from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject, SubjectIdentifier, SubjectName
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

MakeSubject = Callable[..., Subject]
FileRecord = Callable[..., Record]


@pytest.fixture
def make_subject(db: None) -> MakeSubject:
    """``make_subject(number, name, region=…)`` enters a company of the fictional city."""

    def make(number: int, name: str, region: str = "329901", regno: str = "") -> Subject:
        code = uscc.make("91", region, f"{number:08d}")
        subject = Subject.objects.create(
            code=code, name=name, kind="company", region=region, in_register=True
        )
        SubjectName.objects.create(
            subject=subject, name=name, normalised=normalise(name), region=region
        )
        numbers = {"orgcode": uscc.orgcode_of(code), "regno": regno}
        for scheme, value in numbers.items():
            if value:
                SubjectIdentifier.objects.create(subject=subject, scheme=scheme, value=value)
        return subject

    return make


@pytest.fixture
def subject(make_subject: MakeSubject) -> Subject:
    return make_subject(1, "公信市晨光机械有限公司")


@pytest.fixture
def submission_of(db: None) -> Callable[[Department], Submission]:
    def make(department: Department) -> Submission:
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

    return make


@pytest.fixture
def file_record(
    department: Department, submission_of: Callable[[Department], Submission]
) -> FileRecord:
    """``file_record(subject, item=…, …)`` files one revision; published for a year by default."""
    submissions: dict[int, Submission] = {}

    def file(subject: Subject | None = None, **changed: Any) -> Record:
        owner: Department = changed.pop("department", department)
        if owner.pk not in submissions:
            submissions[owner.pk] = submission_of(owner)
        decided: date = changed.pop("decided_on", legal_today() - timedelta(days=30))
        values: dict[str, Any] = {
            "uid": uuid4(),
            "item": "penalty",
            "subject": subject,
            "department": owner,
            "decided_on": decided,
            "fields": penalty_fields(subject.name if subject else "公信市晨光机械有限公司"),
            "digest": UUID(int=0),
            "severity": "general",
            "public_from": decided,
            "public_until": decided + timedelta(days=364),
            "known_from": datetime.now(UTC) - timedelta(days=20),
            "submission": submissions[owner.pk],
            "row": 2,
        }
        return Record.objects.create(**{**values, **changed})

    return file


def penalty_fields(name: str, **changed: str) -> dict[str, str]:
    """An invented penalty with public, authorised and internal fields."""
    return {
        "CF_XDR_MC": name,
        "CF_XDR_SWDJ": "329901000000001",
        "CF_FRDB": "李晨光",
        "CF_WSH": "公市监罚〔2026〕1号",
        "CF_CFLB": "罚款",
        "CF_NR_FK": "0.200000",
        "BZ": "内部备注",
        **changed,
    }


@pytest.fixture(autouse=True)
def _items_of_every_scope(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adds ``honour-authorised`` and ``honour-internal`` to the catalogue, as a city would."""
    source = Path(next(iter(gongxin.packs.__path__))) / "national" / "items" / "honour.yaml"
    folder = tmp_path_factory.getbasetemp() / "scopes"
    (folder / "items").mkdir(parents=True, exist_ok=True)
    for scope in ("authorised", "internal"):
        text = source.read_text().replace("id: honour", f"id: honour-{scope}")
        text = text.replace("scope: public", f"scope: {scope}")
        (folder / "items" / f"{scope}.yaml").write_text(text)
    (folder / "pack.yaml").write_text("id: scopes\ntitle: {zh: 测试, en: Test}\n")
    monkeypatch.setenv("GONGXIN_PACKS", str(folder))
