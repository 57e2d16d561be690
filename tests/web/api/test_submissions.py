"""Handing in a file with a key, following it, and getting every fault back."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.web.api.conftest import ROOT, MakeSubmission, penalty_file

from gongxin.apps.accounts.actions.revoke_api_key import revoke_api_key
from gongxin.apps.accounts.models import ApiKey, Department
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.load import load_catalogue

SUBMISSIONS = f"{ROOT}/submissions"


@pytest.fixture(autouse=True)
def _own_home(home: Path) -> None:
    """Every test has a home folder of its own."""


def submit(caller: Client, file: SimpleUploadedFile, **form: Any) -> HttpResponse:
    return caller.post(SUBMISSIONS, {"item": "penalty", "file": file, **form})


def test_a_file_is_kept_processed_and_its_records_found(
    client: Client, program: Client, subject: Subject, department: Department
) -> None:
    file = penalty_file(subject, {})
    answer = submit(program, file)
    assert answer.status_code == 202, answer.json()
    taken = answer.json()
    assert (taken["state"], taken["finished"], taken["channel"]) == ("received", False, "api")
    assert (taken["department"], taken["filename"]) == (department.code, "处罚2026.csv")
    assert (taken["size"], taken["received_on"]) == (file.size, legal_today().isoformat())
    process_submission(submission_id=taken["submission"])
    done = program.get(answer["Location"]).json()
    assert (done["state"], done["finished"], done["error"]) == ("filed", True, None)
    assert (done["rows"], done["accepted"], done["linked"]) == (1, 1, 1)
    (record,) = client.get(f"{ROOT}/subjects/{subject.code}").json()["records"]
    assert (record["submission"], record["fields"]["CF_WSH"]) == (
        taken["submission"],
        "公市监罚〔2026〕0号",
    )


def test_the_same_file_again_gives_the_earlier_result(program: Client, subject: Subject) -> None:
    first = submit(program, penalty_file(subject, {})).json()["submission"]
    process_submission(submission_id=first)
    again = submit(program, penalty_file(subject, {}))
    assert (again.status_code, again.json()["duplicate_of"]) == (200, first)
    assert (again.json()["state"], again.json()["unchanged"]) == ("filed", 1)


@pytest.fixture
def faulty(program: Client, subject: Subject) -> int:
    """A processed submission of four rows, three of which have faults."""
    file = penalty_file(
        subject,
        {},
        {"CF_XDR_SHXYM": subject.code[:-1] + "?"},
        {"CF_JDRQ": "2026-02-30"},
        {"CF_WFXW": "", "CF_JDRQ": "soon"},
    )
    number: int = submit(program, file).json()["submission"]
    process_submission(submission_id=number)
    return number


def test_every_fault_comes_back_page_by_page(program: Client, faulty: int) -> None:
    whole = program.get(f"{SUBMISSIONS}/{faulty}/issues", {"size": 100}).json()
    assert (whole["submission"], whole["capped"]) == (faulty, False)
    assert whole["total"] == len(whole["issues"]) == sum(whole["rules"].values())
    rows = {issue["row"] for issue in whole["issues"] if issue["severity"] == "reject"}
    assert rows == {3, 4, 5}
    impossible = next(i for i in whole["issues"] if i["rule"] == "date-impossible")
    assert (impossible["row"], impossible["value"]) == (4, "2026-02-30")
    assert impossible["field"] == "CF_JDRQ"
    assert impossible["message"]
    assert impossible["message_en"]
    paged: list[dict[str, Any]] = []
    for page in range(1, whole["total"] + 1):
        answer = program.get(f"{SUBMISSIONS}/{faulty}/issues", {"size": 1, "page": page})
        paged += answer.json()["issues"]
        assert ('rel="next"' in answer["Link"]) == (page < whole["total"])
    assert paged == whole["issues"]
    beyond = program.get(f"{SUBMISSIONS}/{faulty}/issues", {"page": 999}).json()
    assert (beyond["issues"], beyond["total"]) == ([], whole["total"])


def test_faults_are_narrowed_by_check_and_severity(program: Client, faulty: int) -> None:
    address = f"{SUBMISSIONS}/{faulty}/issues"
    found = program.get(address, {"rule": "date-impossible"}).json()
    assert [issue["row"] for issue in found["issues"]] == [4]
    assert len(found["rules"]) > 1
    rejected = program.get(address, {"severity": "reject"}).json()["issues"]
    assert {issue["severity"] for issue in rejected} == {"reject"}
    assert program.get(address, {"severity": "grave"}).status_code == 422


def test_all_faults_at_once_as_lines(program: Client, faulty: int) -> None:
    answer = program.get(f"{SUBMISSIONS}/{faulty}/issues.jsonl")
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = b"".join(answer.streaming_content).decode().splitlines()
    paged = program.get(f"{SUBMISSIONS}/{faulty}/issues", {"size": 100}).json()["issues"]
    assert [json.loads(line) for line in lines] == paged
    head = program.head(f"{SUBMISSIONS}/{faulty}/issues.jsonl")
    assert (head.status_code, b"".join(head.streaming_content)) == (200, b"")


def test_the_workbook_to_correct(program: Client, faulty: int) -> None:
    answer = program.get(f"{SUBMISSIONS}/{faulty}/workbook.xlsx")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "2026-02-30" in cells


def test_before_it_is_finished_there_are_neither_faults_nor_workbook(
    program: Client, subject: Subject
) -> None:
    number = submit(program, penalty_file(subject, {})).json()["submission"]
    assert program.get(f"{SUBMISSIONS}/{number}/issues").json()["total"] == 0
    early = program.get(f"{SUBMISSIONS}/{number}/workbook.xlsx")
    assert (early.status_code, early.json()["code"]) == (404, "no_workbook")


def test_a_file_that_cannot_be_read_says_why(program: Client) -> None:
    picture = SimpleUploadedFile("处罚.csv", b"\x89PNG\r\n\x1a\n" + bytes(64))
    number = submit(program, picture).json()["submission"]
    process_submission(submission_id=number)
    done = program.get(f"{SUBMISSIONS}/{number}").json()
    assert (done["state"], done["accepted"]) == ("rejected", 0)
    assert done["error"].keys() == {"code", "message", "message_en"}


def test_a_submission_is_its_departments_own(
    client: Client, program: Client, other_program: Client, credit_program: Client, faulty: int
) -> None:
    for part in ("", "/issues", "/issues.jsonl", "/workbook.xlsx"):
        address = f"{SUBMISSIONS}/{faulty}{part}"
        assert client.get(address).status_code == 401
        assert other_program.get(address).status_code == 404
        assert credit_program.get(address).status_code == 200
    assert [one["submission"] for one in program.get(SUBMISSIONS).json()["submissions"]] == [faulty]
    assert other_program.get(SUBMISSIONS).json()["total"] == 0
    assert credit_program.get(SUBMISSIONS).json()["total"] == 1
    unknown = program.get(f"{SUBMISSIONS}/{2**53 - 1}").json()
    foreign = other_program.get(f"{SUBMISSIONS}/{faulty}").json()
    assert unknown["code"] == foreign["code"] == "no_such_submission"


def test_the_list_is_newest_first_and_narrowed(
    program: Client, credit_program: Client, department: Department, make_submission: MakeSubmission
) -> None:
    made = [make_submission(item=item).pk for item in ("penalty", "permit", "penalty")]
    make_submission(state=Submission.State.REJECTED, item="honour")

    def found(caller: Client = program, **query: Any) -> list[int]:
        return [one["submission"] for one in caller.get(SUBMISSIONS, query).json()["submissions"]]

    assert found(item="penalty") == [made[2], made[0]]
    assert len(found(state="rejected")) == 1
    assert found(size=2, page=2) == [made[1], made[0]]
    assert len(found(credit_program, department=department.code)) == 4
    assert program.get(SUBMISSIONS, {"state": "lost"}).status_code == 422


def test_a_revoked_key_opens_nothing(program: Client, subject: Subject) -> None:
    assert program.get(SUBMISSIONS).status_code == 200
    revoke_api_key(key_id=ApiKey.objects.get().pk)
    for address in (SUBMISSIONS, f"{ROOT}/items", f"{ROOT}/subjects/{subject.code}"):
        answer = program.get(address)
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_key")
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_either_header_carries_the_key(key: str, db: None) -> None:
    client = Client()
    for headers in ({"x-api-key": key}, {"authorization": f"bearer {key}"}):
        assert client.get(SUBMISSIONS, headers=headers).status_code == 200
    for headers in ({"x-api-key": key + "x"}, {"authorization": f"Basic {key}"}, {"x-api-key": ""}):
        assert client.get(SUBMISSIONS, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"item": "penalties"}, 404, "unknown_item"),
        ({"item": "Penalty!"}, 422, "invalid_parameters"),
        ({"received_on": "21.11.2026"}, 422, "invalid_parameters"),
        (
            {"received_on": (legal_today() + timedelta(days=1)).isoformat()},
            409,
            "received_in_future",
        ),
        ({"note": "x"}, 422, "invalid_parameters"),
        ({"item": ["penalty", "permit"]}, 422, "invalid_parameters"),
        ({"file": ""}, 422, "invalid_parameters"),
        ({"file": SimpleUploadedFile("x.csv", b"")}, 422, "empty_file"),
        ({"second": SimpleUploadedFile("x.csv", b"1")}, 422, "invalid_parameters"),
    ],
)
def test_what_is_not_taken(
    program: Client, subject: Subject, form: dict[str, Any], status: int, code: str
) -> None:
    values = {"item": "penalty", "file": penalty_file(subject, {}), **form}
    answer = program.post(SUBMISSIONS, values)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.json()
    assert not Submission.objects.exists()


def test_an_unknown_form_field_is_named_with_the_known_ones(
    program: Client, subject: Subject
) -> None:
    (fault,) = submit(program, penalty_file(subject, {}), note="x").json()["errors"]
    assert (fault["location"], fault["name"]) == ("form", "note")
    assert "item, received_on, file" in fault["detail"]


def test_an_earlier_day_of_receipt_is_kept(program: Client, subject: Subject) -> None:
    day = (legal_today() - timedelta(days=3)).isoformat()
    taken = submit(program, penalty_file(subject, {}), received_on=day).json()
    assert taken["received_on"] == day


def test_a_file_that_is_too_large(program: Client, subject: Subject, settings: Settings) -> None:
    settings.GONGXIN_MAX_UPLOAD = 100
    answer = submit(program, penalty_file(subject, {}))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    huge = program.post(
        SUBMISSIONS,
        {"item": "penalty", "file": SimpleUploadedFile("x.csv", bytes(2 * 1024**2))},
    )
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    assert not Submission.objects.exists()


def test_a_department_that_does_not_submit_the_item(
    other_program: Client, subject: Subject
) -> None:
    item = load_catalogue().item("registration")
    assert "environment" not in item.submitters
    answer = submit(other_program, penalty_file(subject, {}), item="registration")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_submitter")


def test_a_body_that_is_no_form(program: Client) -> None:
    answer = program.post(SUBMISSIONS, {"item": "penalty"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong_media_type")


def test_a_form_that_broke_off(program: Client) -> None:
    answer = program.post(SUBMISSIONS, b"--x\r\nContent", content_type="multipart/form-data")
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_body")


def test_without_a_key_the_body_is_not_even_read(
    client: Client, subject: Subject, home: Path
) -> None:
    answer = submit(client, penalty_file(subject, {}))
    assert (answer.status_code, answer.json()["code"]) == (401, "no_key")
    assert not (home / "lake").exists()
