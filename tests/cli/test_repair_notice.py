"""``gongxin repair-notice``: the PDF, the JSON, the exit codes."""

import json
import os
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from tests.web.portal.conftest import FileRecord, file_record, make_subject, subject, submission

from gongxin.apps.audit.models import FileReading
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main

__all__ = ["file_record", "make_subject", "subject", "submission"]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or connection.vendor)


def test_the_notice_is_written_and_the_reading_logged(
    subject: Subject,
    file_record: FileRecord,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record, path = file_record(subject), tmp_path / "告知书.pdf"
    assert main(["repair-notice", str(record.uid), "-o", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["record"] == str(record.uid)
    assert told["subject"] == subject.code
    assert path.read_bytes().startswith(b"%PDF")
    assert FileReading.objects.get().channel == "command"


def test_what_has_no_notice_is_refused(
    subject: Subject,
    file_record: FileRecord,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "notice.pdf"
    for uid, code in (
        (file_record(subject, "permit").uid, "no_notice"),
        (uuid4(), "no_record"),
    ):
        assert main(["repair-notice", str(uid), "-o", str(path), "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["error"]["code"] == code
    assert main(["repair-notice", "7", "-o", str(path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "bad_uid"
    assert not path.exists()
