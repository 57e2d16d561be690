"""``gongxin report`` and ``gongxin verify``: the PDF, the JSON, the exit codes."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from gongxin.apps.reports.codes import new_code
from gongxin.apps.reports.models import Report
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main
from gongxin.core.identifiers import uscc

CODE = uscc.make("91", "329901", "00000001")
Told = Callable[..., tuple[int, Any]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None) -> Told:
    """Runs a command with ``--json`` and gives exit code and object."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or str(connection.vendor))
    Subject.objects.create(code=CODE, name="公信市甲厂", kind="company", region="329901")

    def run(*words: str) -> tuple[int, Any]:
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_report_is_written_and_verified(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    code, issued = told("report", CODE, "-o", str(path), "--lang", "en")
    assert code == 0
    assert issued["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert issued["verify"].endswith(f"/verify/{issued['report']}")
    assert Report.objects.get().language == "en"
    code, found = told("verify", issued["report"].lower(), "--file", str(path))
    assert code == 0
    assert (found["state"], found["changed"], found["same_file"]) == ("genuine", False, True)
    assert found["subject"] == {"code": CODE, "name": "公信市甲厂"}


def test_another_file_and_a_changed_organisation(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    _, issued = told("report", CODE, "-o", str(path))
    path.write_bytes(path.read_bytes() + b" ")
    Subject.objects.update(name="公信市乙厂")
    code, found = told("verify", issued["report"], "--file", str(path))
    assert code == 1
    assert (found["same_file"], found["changed"]) == (False, True)
    assert found["changes"] == [{"part": "subject", "before": None, "now": None}]


def test_unknown_and_malformed_codes(told: Told) -> None:
    unknown = new_code()
    assert told("verify", unknown) == (1, {"code": unknown, "state": "unknown"})
    code, found = told("verify", "ABC")
    assert (code, found["state"]) == (1, "malformed")
    assert "16" in found["problem_en"]


def test_what_cannot_be_done_is_said(told: Told, tmp_path: Path) -> None:
    code, refused = told("report", "123", "-o", str(tmp_path / "a.pdf"))
    assert (code, refused["error"]["code"]) == (1, "bad_code")
    code, refused = told("report", CODE, "-o", str(tmp_path / "none" / "a.pdf"))
    assert (code, refused["error"]["code"]) == (2, "not_written")
    code, refused = told("verify", new_code(), "--file", str(tmp_path / "none.pdf"))
    assert (code, refused["error"]["code"]) == (2, "not_read")


def test_sentences(told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.pdf"
    assert main(["report", CODE, "-o", str(path)]) == 0
    shown = capsys.readouterr()
    assert str(path) in shown.out
    assert main(["verify", shown.out.split()[0], "--file", str(path)]) == 0
    said = capsys.readouterr().err
    assert "公信市甲厂" in said or CODE in said
    assert main(["verify", new_code()]) == 1
