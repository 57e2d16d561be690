"""Commitments, rectifications, declarations and shields by API."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord
from tests.web.api.test_cases import post

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.letters import load_letters

SOON = (legal_today() + timedelta(days=60)).isoformat()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGXIN_HOME", tmp_path)


@pytest.fixture
def record(subject: Subject, file_record: FileRecord) -> Record:
    return file_record(subject, decided_on=legal_today() - timedelta(days=200))


@pytest.fixture
def owner(subject: Subject) -> Client:
    """The organisation, signed in."""
    client = Client()
    client.force_login(User.objects.create_user("owner", password="x", subject=subject))
    return client


def test_the_letters_say_what_a_breach_leads_to(client: Client) -> None:
    found = client.get(f"{ROOT}/letters").json()["letters"]
    assert [one["id"] for one in found] == list(load_letters())
    assert all(one["basis"] for letter in found for one in letter["consequences"])


def test_asked_for_by_a_program_signed_by_the_organisation(
    program: Client, clerk: User, owner: Client, subject: Subject
) -> None:
    body = {"subject": subject.code, "letter": "approval", "matter": "示例许可告知承诺"}
    asked = post(program, "/commitments/requests", body | {"officer": "clerk"})
    assert asked.status_code == 201, asked.content.decode()
    number = asked.json()["number"]
    unsigned = post(owner, f"/cases/{number}/act", {"verb": "sign"})
    assert unsigned.json()["code"] == "commitment_unsigned"
    signed = post(owner, f"/cases/{number}/act", {"verb": "sign", "signed": True})
    assert signed.json()["state"] == "performing"


def test_an_order_and_its_talk(
    program: Client, clerk: User, subject: Subject, record: Record
) -> None:
    body = {
        "subject": subject.code,
        "matter": "补办消防验收手续",
        "basis": "示例规定第三条",
        "due": SOON,
        "records": [str(record.uid)],
        "officer": "clerk",
    }
    made = post(program, "/rectifications", body)
    assert made.status_code == 201, made.content.decode()
    talk = {
        "verb": "talk",
        "reason_code": "prompt_talk",
        "reason": "已提示",
        "due": legal_today().isoformat(),
        "officer": "clerk",
    }
    told = post(program, f"/cases/{made.json()['number']}/act", talk)
    assert told.json()["events"][-1]["verb"] == "talk"
    assert post(program, "/rectifications", body | {"basis": " "}).status_code == 422


def test_declared_and_read_by_anyone(
    owner: Client, client: Client, subject: Subject, credit_office: Department
) -> None:
    form = {
        "subject": subject.code,
        "ground": "award",
        "title": "示例园区诚信经营单位",
        "issuer": "示例园区管委会",
        "happened": "2026-03-02",
        "signed": "true",
    }
    paper = SimpleUploadedFile("证书.pdf", b"%PDF-1.7 x", "application/pdf")
    made = owner.post(f"{ROOT}/declarations", form | {"file": paper})
    assert made.status_code == 201, made.content.decode()
    (found,) = client.get(f"{ROOT}/declarations", {"subject": subject.code}).json()["declarations"]
    assert found["title"] == form["title"]
    assert client.get(f"{ROOT}/subjects/{subject.code}").json()["records"] == []


def test_a_shield_is_asked_for_with_the_ruling(
    owner: Client,
    subject: Subject,
    record: Record,
    file_record: FileRecord,
    credit_office: Department,
) -> None:
    form = {
        "subject": subject.code,
        "records": [str(record.uid), str(file_record(subject).uid)],
        "court": "示例人民法院",
        "ruling": "（2026）示破1号",
        "ruled": legal_today().isoformat(),
        "plan_until": SOON,
    }
    assert owner.post(f"{ROOT}/shieldings", form).status_code == 422
    paper = SimpleUploadedFile("裁定书.pdf", b"%PDF-1.7 x", "application/pdf")
    made = owner.post(f"{ROOT}/shieldings", form | {"file": paper})
    assert made.status_code == 201, made.content.decode()
    assert made.json()["state"] == "filed"


def test_a_ruling_may_set_no_end_and_the_credit_office_gives_it(
    owner: Client,
    credit_program: Client,
    credit_officer: User,
    subject: Subject,
    record: Record,
) -> None:
    form = {
        "subject": subject.code,
        "records": [str(record.uid)],
        "court": "示例人民法院",
        "ruling": "（2026）示破1号",
        "ruled": legal_today().isoformat(),
        "file": SimpleUploadedFile("裁定书.pdf", b"%PDF-1.7 x", "application/pdf"),
    }
    made = owner.post(f"{ROOT}/shieldings", form)
    assert made.status_code == 201, made.content.decode()
    act = f"{ROOT}/cases/{made.json()['number']}/act"
    step = {"verb": "shield", "officer": credit_officer.username}
    done = credit_program.post(act, step, content_type="application/json")
    assert done.json()["state"] == "shielded", done.content.decode()
    address = f"{ROOT}/records/{record.uid}"
    assert Client().get(address).status_code == 404
    seen = credit_program.get(address).json()
    assert (seen["state"], seen["shielded_until"]) == ("shielded", None)
    step |= {"verb": "prolong", "due": SOON, "reason_code": "end_set"}
    assert credit_program.post(act, step, content_type="application/json").status_code == 200
    seen = credit_program.get(address).json()
    assert (seen["state"], seen["shielded_until"]) == ("shielded", SOON)
