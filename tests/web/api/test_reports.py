"""Reports by program: issued for anyone, verified, told apart from what was never issued."""

import hashlib

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord

from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc


def issue(client: Client, **body: object) -> HttpResponse:
    return client.post(f"{ROOT}/reports", body, content_type="application/json")


def test_anyone_gets_a_report_and_verifies_it(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    answer = issue(client, subject=subject.code, language="en")
    assert answer.status_code == 200, answer.json()
    issued = answer.json()
    assert (issued["subject"], issued["language"]) == (subject.code, "en")
    assert issued["as_of"] == legal_today().isoformat()
    assert issued["counts"]["penalty"] == 1
    found = client.get(issued["links"]["api"]).json()
    assert (found["code"], found["genuine"], found["changed"]) == (issued["code"], True, False)
    assert found["report"] == {key: value for key, value in issued.items() if key != "links"}
    assert client.get(issued["links"]["verify"]).status_code == 200


def test_the_pdf_is_the_one_that_was_issued(client: Client, subject: Subject) -> None:
    issued = issue(client, subject=subject.code, language="zh").json()
    pdf = client.get(issued["links"]["pdf"])
    assert pdf["Content-Type"] == "application/pdf"
    assert hashlib.sha256(pdf.content).hexdigest() == issued["pdf_sha256"]


def test_the_same_file_has_the_same_code_on_a_day(client: Client, subject: Subject) -> None:
    codes = {issue(client, subject=subject.code).json()["code"] for _ in range(2)}
    assert len(codes) == 1


def test_what_changed_since_is_told(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    code = issue(client, subject=subject.code).json()["code"]
    file_record(subject)
    found = client.get(f"{ROOT}/verify/{code[:4]}-{code[4:].lower()}").json()
    assert (found["changed"], found["subject_name"]) == (True, subject.name)
    (change,) = found["changes"]
    assert (change["part"], change["before"], change["now"]) == ("penalty", 0, 1)
    assert change["title"] != change["title_en"]


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("ABCDEFGHJKMNPQRK", "unknown_report"), ("ABCDEFGHJKMNPQRJ", "malformed_code")],
)
def test_what_was_never_issued(client: Client, db: None, code: str, refusal: str) -> None:
    answer = client.get(f"{ROOT}/verify/{code}")
    assert (answer.status_code, answer.json()["code"]) == (404, refusal)


def test_what_no_report_is_made_of(client: Client, subject: Subject) -> None:
    unknown = issue(client, subject=uscc.make("91", "329901", "99999999"))
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no_subject")
    for body in (
        {"subject": "91"},
        {"subject": subject.code, "language": "fr"},
        {"subject": subject.code, "as_of": "2026-01-01"},
        {},
    ):
        assert issue(client, **body).status_code == 422
