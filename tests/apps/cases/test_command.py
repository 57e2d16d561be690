"""``gongxin case``: list, show, file, act, who qualifies, who is told; exit codes and JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.apps.cases.conftest import PDF, FileRecord

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import CaseEvent
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main
from gongxin.core.dates import instant

Capture = pytest.CaptureFixture[str]


def asked(capsys: Capture, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the one JSON object on stdout."""
    capsys.readouterr()
    code = main(["case", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_repair_from_filing_to_decision(
    capsys: Capture, subject: Subject, record: Record, owner: User, clerk: User, tmp_path: Path
) -> None:
    able = asked(capsys, "repairable", subject.code)[1]["records"]
    assert [one["qualifies"] for one in able] == [True]
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(PDF)
    filing = ["file", "repair", subject.code, str(record.uid), "--as", "owner"]
    assert asked(capsys, *filing, "--signed", "--proof", "nowhere.pdf")[0] == 1
    code, filed = asked(capsys, *filing, "--signed", "--proof", str(proof))
    assert code == 0
    (number,) = filed["cases"]
    listed = asked(capsys, "list", "--open", "--kind", "repair", "--subject", subject.code)[1]
    assert [case["number"] for case in listed["cases"]] == [number]
    assert asked(capsys, "act", number, "accept", "--as", "clerk", "--version", "1")[0] == 0
    code, late = asked(capsys, "act", number, "accept", "--as", "clerk", "--version", "1")
    assert (code, late["error"]["code"]) == (1, "case_moved")
    code, done = asked(capsys, "act", number.lower(), "grant", "--as", "clerk")
    assert (code, done["state"], done["due"]) == (0, "granted", None)
    shown = asked(capsys, "show", number)[1]
    assert [event["verb"] for event in shown["events"]] == ["file", "accept", "grant"]
    assert {paper["kind"] for paper in shown["papers"]} == {"proof", "commitment"}
    assert main(["case", "show", number]) == 0
    text = capsys.readouterr().out
    assert number in text
    assert instant(CaseEvent.objects.earliest("id").at) in text  # in Chinese time


def test_an_objection_and_its_answer(
    capsys: Capture, subject: Subject, file_record: FileRecord, owner: User, clerk: User
) -> None:
    record = file_record(subject)
    words = ["file", "objection", subject.code, str(record.uid), "--as", "owner"]
    code, filed = asked(capsys, *words, "--ground", "period", "--statement", "公示期限有误")
    assert (code, filed["state"]) == (0, "filed")
    step = ["act", filed["number"], "reject", "--as", "clerk"]
    assert asked(capsys, *step)[1]["error"]["code"] == "reason_missing"
    assert asked(capsys, *step, "--reason-code", "period_right")[1]["state"] == "rejected"


def test_refusals_say_why(capsys: Capture, subject: Subject, clerk: User) -> None:
    assert asked(capsys, "show", "XF-20260101-AAAAA-1")[1]["error"]["code"] == "no_case"
    words = ["act", "XF-20260101-AAAAA-1", "grant", "--as", "nobody"]
    assert asked(capsys, *words)[1]["error"]["code"] == "no_user"
    with pytest.raises(SystemExit) as wrong:
        main(["case", "file", "wish", subject.code])
    assert wrong.value.code == 2


def test_having_an_address_told(capsys: Capture, db: None) -> None:
    url = "http://127.0.0.1:9/told"
    code, told = asked(capsys, "subscribe", url, "--from-start")
    assert (code, told["after"], bool(told["secret"])) == (0, 0, True)
    assert asked(capsys, "replay", url, "--after", "5")[1] == {"url": url, "after": 5}
    assert asked(capsys, "subscribe", "nonsense")[0] == 1
