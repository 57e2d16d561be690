"""``gongxin case``: list, show, file, act, who qualifies, who is told; exit codes and JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.apps.cases.conftest import PDF, FileRecord, FileRepair

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import CaseEvent
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
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


def test_a_result_from_above_by_the_records_own_key(
    capsys: Capture, subject: Subject, record: Record, clerk: User, credit_officer: User
) -> None:
    words = ["result", "granted", "--upstream", "national", "--id", "N-1", "--sequence", "1"]
    words += [
        "--decided",
        "2026-11-20",
        "--item",
        "penalty",
        "--key",
        f"CF_WSH={record.fields['CF_WSH']}",
    ]
    code, told = asked(capsys, *words, "--as", credit_officer.username)
    assert (code, told["error"]["code"]) == (1, "bad_key")  # whose decision is not said
    words += ["--key", f"CF_XDR_SHXYM={subject.code}"]
    assert asked(capsys, *words, "--as", clerk.username)[1]["error"]["code"] == "credit_office_only"
    both = [w for w in words if w not in ("--item", "penalty")] + ["--record", str(record.uid)]
    assert asked(capsys, *both, "--as", credit_officer.username)[0] == 2
    for _ in range(2):
        code, told = asked(capsys, *words, "--as", credit_officer.username)
        assert (code, told["record"], told["outcome"]) == (0, str(record.uid), "applied")
    assert record_by_uid(record.uid, as_of=as_of()) is None


def test_messages_papers_and_the_credit_offices_figures(
    capsys: Capture,
    record: Record,
    filed: FileRepair,
    clerk: User,
    credit_officer: User,
    tmp_path: Path,
) -> None:
    number, paper = filed(record).number, tmp_path / "整改照片.pdf"
    paper.write_bytes(PDF)
    assert asked(capsys, "message", number, "请补充整改照片。", "--as", "clerk")[0] == 0
    assert asked(capsys, "paper", number, "--file", str(paper), "--as", "owner")[0] == 0
    code, told = asked(capsys, "paper", number, "--reference", "缴款系统第7号", "--as", "clerk")
    assert code == 0
    assert [event["verb"] for event in told["events"]] == ["file", "message", "paper", "paper"]
    missing = asked(capsys, "paper", number, "--file", "nowhere.pdf", "--as", "owner")
    assert (missing[0], missing[1]["error"]["code"]) == (1, "no_file")
    assert asked(capsys, "act", number, "accept", "--as", "clerk")[0] == 0
    code, figures = asked(capsys, "figures", "--kind", "repair", "--as", credit_officer.username)
    assert code == 0
    assert [(one["open"], one["overdue"]) for one in figures["departments"]] == [(1, 0)]
    assert [(one["step"], one["median_days"]) for one in figures["steps"]] == [("accept", 0.0)]
    assert asked(capsys, "figures", "--as", "clerk")[0] == 1
