"""The credit file: the same for everyone without a key, more for departments, never more than allowed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord

from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc


def test_the_public_file(client: Client, subject: Subject, file_record: FileRecord) -> None:
    record = file_record(subject)
    answer = client.get(f"{ROOT}/subjects/{subject.code}")
    assert answer.status_code == 200
    file = answer.json()
    assert file["subject"] == {
        "code": subject.code,
        "name": subject.name,
        "kind": "company",
        "region": "329901",
        "industry": "",
        "status": "",
        "in_register": True,
    }
    assert (file["as_of"], file["view"]) == (legal_today().isoformat(), "public")
    assert file["counts"] == {"penalty": 1}
    (shown,) = file["records"]
    assert shown["id"] == str(record.uid)
    assert (shown["item"], shown["state"]) == ("penalty", "published")
    assert shown["decided"] == record.decided_on.isoformat()
    assert shown["public_until"] == record.public_until.isoformat()
    assert (shown["submission"], shown["row"]) == (record.submission_id, 3)
    assert shown["department"] == "公信市市场监督管理局"
    assert shown["fields"]["CF_XDR_MC"] == subject.name
    assert any("异议" in step for step in shown["remedies"])
    assert any("object" in step for step in shown["remedies_en"])


def test_a_lower_case_code_is_the_same(client: Client, subject: Subject) -> None:
    answer = client.get(f"{ROOT}/subjects/{subject.code.lower()}")
    assert answer.json()["subject"]["code"] == subject.code


def test_internal_fields_are_for_the_department_that_filed_them(
    client: Client,
    program: Client,
    other_program: Client,
    credit_program: Client,
    subject: Subject,
    file_record: FileRecord,
) -> None:
    file_record(subject, fields={"BZ": "仅供内部", "CF_FRDB": "王小明"})
    shown = {}
    for name, caller in {
        "public": client,
        "own": program,
        "other": other_program,
        "office": credit_program,
    }.items():
        file = caller.get(f"{ROOT}/subjects/{subject.code}").json()
        shown[name] = file["records"][0]["fields"]
        assert file["view"] == ("public" if name == "public" else "full")
    assert "仅供内部" not in str(shown["public"])
    assert "王小明" not in str(shown["public"])
    assert "BZ" not in shown["other"]
    assert shown["own"]["BZ"] == shown["office"]["BZ"] == "仅供内部"


def test_what_has_ended_is_shown_to_its_department_only(
    client: Client,
    program: Client,
    other_program: Client,
    subject: Subject,
    file_record: FileRecord,
) -> None:
    long_ago = legal_today() - timedelta(days=4000)
    file_record(
        subject,
        decided_on=long_ago,
        public_from=long_ago,
        public_until=long_ago + timedelta(days=364),
    )
    assert client.get(f"{ROOT}/subjects/{subject.code}").json()["records"] == []
    assert other_program.get(f"{ROOT}/subjects/{subject.code}").json()["records"] == []
    (own,) = program.get(f"{ROOT}/subjects/{subject.code}").json()["records"]
    assert own["state"] == "ended"


def test_as_it_stood_on_a_day(client: Client, subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, known_from=datetime.now(UTC) - timedelta(days=5))
    before = legal_today() - timedelta(days=10)
    answer = client.get(f"{ROOT}/subjects/{subject.code}", {"as_of": before.isoformat()})
    assert (answer.json()["as_of"], answer.json()["records"]) == (before.isoformat(), [])
    since = legal_today() - timedelta(days=2)
    answer = client.get(f"{ROOT}/subjects/{subject.code}", {"as_of": since.isoformat()})
    assert answer.json()["counts"] == {"penalty": 1}


@pytest.mark.parametrize(
    "day", ["yesterday", "2026-02-30", "20261121", "2026-11-21T00:00", "0", ""]
)
def test_what_is_no_day(client: Client, subject: Subject, day: str) -> None:
    answer = client.get(f"{ROOT}/subjects/{subject.code}", {"as_of": day})
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["name"], fault["code"]) == ("as_of", "day")
    assert "2026-11-21" in fault["detail"]


def test_a_day_to_come_conflicts_with_today(client: Client, subject: Subject) -> None:
    tomorrow = (legal_today() + timedelta(days=1)).isoformat()
    answer = client.get(f"{ROOT}/subjects/{subject.code}", {"as_of": tomorrow})
    assert (answer.status_code, answer.json()["code"]) == (409, "as_of_future")
    assert tomorrow in answer.json()["detail"]


def test_a_valid_code_that_nobody_has(client: Client, subject: Subject) -> None:
    code = uscc.make("91", "329901", "99999999")
    answer = client.get(f"{ROOT}/subjects/{code}")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_subject")
    assert code in answer.json()["detail"]


def test_a_code_whose_check_character_is_wrong_is_told_to_be_so(
    client: Client, subject: Subject
) -> None:
    wrong = subject.code[:-1] + ("0" if subject.code[-1] != "0" else "1")
    answer = client.get(f"{ROOT}/subjects/{wrong}", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "nor is it a valid" in answer.json()["detail"]


@pytest.mark.parametrize("code", ["91", "91329900OOOOOOOOOO", "公信市晨光机械有限公司的一个代码"])
def test_what_is_no_code(client: Client, subject: Subject, code: str) -> None:
    answer = client.get(f"{ROOT}/subjects/{code}")
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["location"], fault["name"]) == ("path", "code")
