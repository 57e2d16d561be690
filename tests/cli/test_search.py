"""``gongxin search``: what it prints and how it ends."""

import json
import os

import pytest
from django.db import connection

from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.cli import main
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

NAME = "公信市云湖食品有限公司"


@pytest.fixture(autouse=True)
def _subject(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One organisation in the database of this run, which the command then uses."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or str(connection.vendor))
    subject = Subject.objects.create(
        code=uscc.make("91", "329901", "00000001"), name=NAME, kind="company", region="329901"
    )
    SubjectName.objects.create(
        subject=subject, name=NAME, normalised=normalise(NAME), region="329901"
    )
    SubjectName.objects.create(
        subject=subject, name="公信市旧名厂", normalised="公信市旧名厂", region="", kind="former"
    )


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "云湖", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    code = uscc.make("91", "329901", "00000001")
    assert found == {
        "total": 1,
        "capped": False,
        "subjects": [{"code": code, "name": NAME, "region": "329901"}],
    }


def test_text_names_the_former_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "旧名"]) == 0
    assert f"{NAME}  (公信市旧名厂)" in capsys.readouterr().out


def test_nothing_found_says_what_was_searched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "不存在的名称"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "former names" in said.err
    assert main(["search", "不存在的名称", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0
