"""``gongxin case commit | order | declare | shield``, and the steps that set a day."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.apps.cases.conftest import PDF
from tests.apps.cases.test_command import Capture, asked

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main
from gongxin.core.dates import legal_today

SOON = (legal_today() + timedelta(days=40)).isoformat()


def test_asked_for_and_signed(capsys: Capture, subject: Subject, owner: User, clerk: User) -> None:
    words = ["commit", subject.code, "--letter", "approval", "--matter", "示例许可"]
    code, made = asked(capsys, *words, "--due", SOON, "--as", "clerk")
    assert (code, made["state"]) == (0, "requested")
    step = ["act", made["number"], "sign", "--as", "owner"]
    assert asked(capsys, *step)[1]["error"]["code"] == "commitment_unsigned"
    signed = asked(capsys, *step, "--signed")[1]
    assert (signed["state"], signed["due"]) == ("performing", SOON)


def test_of_its_own_accord(
    capsys: Capture, subject: Subject, owner: User, department: Department
) -> None:
    words = ["commit", subject.code, "--letter", "published", "--matter", "诚信经营"]
    code, made = asked(capsys, *words, "--with", department.code, "--signed", "--as", "owner")
    assert (code, made["state"]) == (0, "performing")


def test_ordered_and_returned(
    capsys: Capture, subject: Subject, record: Record, owner: User, clerk: User
) -> None:
    words = ["order", subject.code, str(record.uid), "--matter", "整改", "--basis", "示例第三条"]
    code, made = asked(capsys, *words, "--due", SOON, "--as", "clerk")
    assert (code, made["state"], made["due"]) == (0, "ordered", SOON)
    asked(capsys, "act", made["number"], "report", "--reason", "已整改", "--as", "owner")
    back = ["act", made["number"], "return", "--reason-code", "not_right", "--as", "clerk"]
    assert asked(capsys, *back)[1]["error"]["code"] == "day_missing"
    assert asked(capsys, *back, "--due", SOON)[1]["state"] == "ordered"


def test_declared_and_shielded(
    capsys: Capture,
    subject: Subject,
    record: Record,
    owner: User,
    credit_office: Department,
    tmp_path: Path,
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(PDF)
    words = ["declare", subject.code, "--ground", "award", "--title", "示例", "--issuer", "示例"]
    declared = [*words, "--happened", "2026-03-02", "--paper", str(paper), "--as", "owner"]
    assert asked(capsys, *declared, "--signed")[1]["state"] == "shown"
    words = ["shield", subject.code, str(record.uid), "--court", "示例法院", "--ruling", "示1号"]
    ruled = ["--ruled", "2026-11-01", "--plan-until", SOON, "--as", "owner"]
    assert asked(capsys, *words, *ruled)[1]["error"]["code"] == "ruling_missing"
    assert asked(capsys, *words, *ruled, "--paper", str(paper))[1]["state"] == "filed"


def test_a_bad_day_is_a_wrong_call(subject: Subject, capsys: Capture) -> None:
    words = ["order", subject.code, "--matter", "m", "--basis", "b", "--due", "下周", "--as", "x"]
    with pytest.raises(SystemExit) as stopped:
        main(["case", *words])
    assert stopped.value.code == 2
    assert "下周" in capsys.readouterr().err
