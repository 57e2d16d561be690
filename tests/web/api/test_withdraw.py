"""Withdrawing a record: by its own department only, with a reason and an officer, and on file."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject


@pytest.fixture
def record(subject: Subject, file_record: FileRecord) -> Record:
    return file_record(subject)


def withdraw(caller: Client, uid: object, **body: Any) -> HttpResponse:
    return caller.post(f"{ROOT}/records/{uid}/withdraw", body, content_type="application/json")


def test_it_leaves_the_public_file_and_stays_on_file(
    client: Client, program: Client, clerk: User, record: Record, key: str
) -> None:
    answer = withdraw(program, record.uid, reason="决定书已被撤销", officer="clerk")
    assert answer.status_code == 200
    assert answer.json()["state"] == "withdrawn"
    assert client.get(f"{ROOT}/records/{record.uid}").status_code == 404
    assert program.get(f"{ROOT}/records/{record.uid}").json()["state"] == "withdrawn"
    act = Act.objects.get(record_uid=record.uid)
    assert (act.officer, act.department, act.reason) == (clerk, clerk.department, "决定书已被撤销")
    entry = AuditEntry.objects.get(verb="withdraw_by_api_key")
    assert entry.detail == {"act": act.pk, "key": key.split("_")[1]}


def test_a_second_time_is_a_conflict(program: Client, clerk: User, record: Record) -> None:
    withdraw(program, record.uid, reason="决定书已被撤销", officer="clerk")
    again = withdraw(program, record.uid, reason="决定书已被撤销", officer="clerk")
    assert (again.status_code, again.json()["code"]) == (409, "record_closed")
    assert Act.objects.count() == 1


def test_another_department_may_not(
    other_program: Client, other_clerk: User, record: Record
) -> None:
    answer = withdraw(other_program, record.uid, reason="不应当可以", officer="other")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_own_record")
    assert Record.objects.get(pk=record.pk).known_until is None


def test_another_department_does_not_learn_of_what_it_may_not_see(
    other_program: Client, other_clerk: User, file_record: FileRecord
) -> None:
    waiting = file_record(None)
    answer = withdraw(other_program, waiting.uid, reason="不应当可以", officer="other")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_record")


@pytest.mark.parametrize("officer", ["", "other", "nobody", "gone"])
def test_the_officer_must_be_an_active_one_of_the_department(
    program: Client, clerk: User, other_clerk: User, record: Record, officer: str
) -> None:
    User.objects.create_user("gone", department=clerk.department, is_active=False)
    answer = withdraw(program, record.uid, reason="决定书已被撤销", officer=officer)
    assert (answer.status_code, answer.json()["code"]) == (403, "officer_needed")
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reason": ""},
        {"reason": "  —  "},
        {"reason": 7},
        {"reason": "决定书已被撤销", "why": "x"},
        {"reason": "字" * 1001},
    ],
)
def test_a_reason_is_needed(program: Client, record: Record, body: dict[str, Any]) -> None:
    answer = withdraw(program, record.uid, **body)
    assert answer.status_code == 422
    assert {fault["location"] for fault in answer.json()["errors"]} == {"body"}


def test_a_body_that_is_no_json(program: Client, record: Record) -> None:
    address = f"{ROOT}/records/{record.uid}/withdraw"
    broken = program.post(address, "{", content_type="application/json")
    assert (broken.status_code, broken.json()["code"]) == (400, "unreadable_body")
    plain = program.post(address, "reason=x", content_type="text/plain")
    assert (plain.status_code, plain.json()["code"]) == (415, "wrong_media_type")


def test_without_a_key_nothing_is_read(client: Client, record: Record) -> None:
    answer = withdraw(client, record.uid, reason="决定书已被撤销")
    assert (answer.status_code, answer.json()["code"]) == (401, "no_key")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_an_unknown_record(program: Client, clerk: User) -> None:
    assert withdraw(program, uuid4(), reason="决定书已被撤销").status_code == 404


def test_a_signed_in_officer_needs_no_key_but_a_token(clerk: User, record: Record) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    forged = withdraw(browser, record.uid, reason="决定书已被撤销")
    assert (forged.status_code, forged.json()["code"]) == (403, "csrf")
    browser.get("/office/")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(
        f"{ROOT}/records/{record.uid}/withdraw",
        {"reason": "决定书已被撤销"},
        content_type="application/json",
        headers={"x-csrftoken": token},
    )
    assert answer.status_code == 200, answer.json()
    assert Act.objects.get().officer == clerk
