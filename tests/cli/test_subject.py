"""``gongxin subject``: the JSON that others read, the text, and the refusals."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc

CODE = uscc.make("91", "329901", "00000001")
TODAY = legal_today()


@pytest.fixture(autouse=True)
def record(department: Department, monkeypatch: pytest.MonkeyPatch) -> Record:
    """One penalty, known for ten days, in the database of this run."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or str(connection.vendor))
    subject = Subject.objects.create(code=CODE, name="公信市甲厂", kind="company", region="329901")
    submission = Submission.objects.create(
        item="penalty",
        department=department,
        channel="command",
        filename="处罚.csv",
        size=1,
        sha256="0" * 64,
        received_at=datetime.now(UTC),
        received_on=TODAY,
    )
    return Record.objects.create(
        uid=UUID(int=7),
        item="penalty",
        subject=subject,
        department=department,
        decided_on=TODAY - timedelta(days=12),
        fields={"CF_XDR_MC": "公信市甲厂", "CF_FRDB": "李晨光", "BZ": "内部"},
        digest=UUID(int=0),
        severity="general",
        public_from=TODAY - timedelta(days=12),
        public_until=TODAY + timedelta(days=300),
        known_from=datetime.now(UTC) - timedelta(days=10),
        submission=submission,
        row=5,
    )


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Runs the command with ``--json`` and gives exit code and object."""

    def run(*words: str) -> tuple[int, Any]:
        code = main(["subject", *words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_public_json(
    told: Callable[..., tuple[int, Any]], record: Record, department: Department
) -> None:
    code, file = told(CODE)
    assert code == 0
    assert file["subject"]["code"] == CODE
    assert file["subject"]["kind"] == "company"
    assert (file["as_of"], file["view"], file["counts"]) == (str(TODAY), "public", {"penalty": 1})
    assert file["records"] == [
        {
            "id": str(record.uid),
            "item": "penalty",
            "decided": str(record.decided_on),
            "public_until": str(record.public_until),
            "state": "published",
            "department": department.name,
            "submission": record.submission_id,
            "row": 5,
            "fields": {"CF_XDR_MC": "公信市甲厂", "CF_FRDB": "李*"},
        }
    ]


def test_full_view(told: Callable[..., tuple[int, Any]]) -> None:
    _, file = told(CODE, "--view", "full")
    fields = file["records"][0]["fields"]
    assert (fields["CF_FRDB"], fields["BZ"]) == ("李晨光", "内部")


def test_as_of(told: Callable[..., tuple[int, Any]]) -> None:
    before = TODAY - timedelta(days=11)
    _, file = told(CODE, "--as-of", before.strftime("%Y年%m月%d日"))
    assert (file["as_of"], file["records"]) == (str(before), [])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([uscc.make("91", "329901", "00000002")], "no_subject"),
        (["123"], "bad_code"),
        ([CODE, "--as-of", "2999-01-01"], "as_of_future"),
    ],
)
def test_refusals(told: Callable[..., tuple[int, Any]], words: list[str], error: str) -> None:
    code, answer = told(*words)
    assert code == 1
    assert answer["error"]["code"] == error
    assert words[-1] in answer["error"]["message"]


def test_as_of_that_is_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["subject", CODE, "--as-of", "昨天"])
    assert end.value.code == 2
    assert "2026-11-21" in capsys.readouterr().err


def test_text(capsys: pytest.CaptureFixture[str], department: Department) -> None:
    assert main(["subject", CODE]) == 0
    text = capsys.readouterr().out
    assert department.name in text
    assert "法定代表人: 李*" in text
    assert "李晨光" not in text
    assert "object to" in text
