"""Lists of records and single records: filters, pages, who sees what."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord, MakeSubject

from gongxin.apps.accounts.models import Department
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

A_UUID = UUID("474efe9b-0f97-41fe-a7a0-cecb7afcc340")


def test_a_list_is_newest_first_and_says_what_it_is(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    days = [legal_today() - timedelta(days=n) for n in (40, 10, 25)]
    for day in days:
        file_record(subject, decided_on=day)
    file_record(subject, "permit")
    found = client.get(f"{ROOT}/records", {"item": "penalty"}).json()
    assert (found["total"], found["capped"], found["item"]) == (3, False, "penalty")
    assert found["as_of"] == legal_today().isoformat()
    assert [one["decided"] for one in found["records"]] == sorted(
        (day.isoformat() for day in days), reverse=True
    )


def test_pages_hold_each_record_once(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    for _ in range(5):
        file_record(subject)
    pages = [
        client.get(f"{ROOT}/records", {"item": "penalty", "size": 2, "page": n}) for n in (1, 2, 3)
    ]
    ids = [one["id"] for page in pages for one in page.json()["records"]]
    assert len(ids) == len(set(ids)) == 5
    assert 'rel="next"' in pages[0]["Link"]
    assert 'rel="prev"' in pages[2]["Link"]
    assert 'rel="next"' not in pages[2]["Link"]
    beyond = client.get(f"{ROOT}/records", {"item": "penalty", "page": 1_000_000}).json()
    assert (beyond["records"], beyond["total"]) == ([], 5)


def test_filters_narrow(
    client: Client,
    department: Department,
    other_department: Department,
    make_subject: MakeSubject,
    file_record: FileRecord,
) -> None:
    here = make_subject(1, "公信市晨光机械有限公司", "329901")
    there = make_subject(2, "公信市云湖商贸有限公司", "329902")
    old = legal_today() - timedelta(days=90)
    wanted = file_record(here, fields={"CF_CFLB": "罚款"}, decided_on=old)
    file_record(there, fields={"CF_CFLB": "没收违法所得"})

    def found(**query: str) -> list[str]:
        answer = client.get(f"{ROOT}/records", {"item": "penalty", **query})
        assert answer.status_code == 200, answer.json()
        return [one["id"] for one in answer.json()["records"]]

    assert found(text="晨光") == [str(wanted.uid)]
    assert found(text=here.code) == [str(wanted.uid)]
    assert found(region="329901") == [str(wanted.uid)]
    assert found(kind="罚款") == [str(wanted.uid)]
    assert found(decided_to=old.isoformat()) == [str(wanted.uid)]
    assert found(decided_from=legal_today().isoformat()) == []
    assert len(found(department=department.code)) == 2
    assert found(department=other_department.code) == []


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"item": "penalties"}, 404, "no_item"),
        ({"item": "penalty", "kind": "罚金"}, 404, "no_kind"),
        ({"item": "honour", "kind": "罚款"}, 404, "no_kind"),
        ({"item": "penalty", "department": "1" * 18}, 404, "no_department"),
        (
            {"item": "penalty", "decided_from": "2026-02-01", "decided_to": "2026-01-01"},
            409,
            "dates_reversed",
        ),
        ({"item": "penalty", "region": "江苏"}, 422, "invalid_parameters"),
        ({}, 422, "invalid_parameters"),
    ],
)
def test_a_misspelt_filter_is_told_from_one_that_finds_nothing(
    client: Client, db: None, query: dict[str, str], status: int, code: str
) -> None:
    answer = client.get(f"{ROOT}/records", query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_one_record(client: Client, subject: Subject, file_record: FileRecord) -> None:
    record = file_record(subject)
    listed = client.get(f"{ROOT}/records", {"item": "penalty"}).json()["records"][0]
    answer = client.get(f"{ROOT}/records/{record.uid}")
    assert answer.json() == listed
    assert (listed["subject_code"], listed["subject_name"]) == (subject.code, subject.name)


def test_a_record_that_waits_to_be_linked_is_its_departments_own(
    client: Client, program: Client, other_program: Client, file_record: FileRecord
) -> None:
    record = file_record(None)
    assert client.get(f"{ROOT}/records/{record.uid}").status_code == 404
    assert other_program.get(f"{ROOT}/records/{record.uid}").status_code == 404
    own = program.get(f"{ROOT}/records/{record.uid}").json()
    assert (own["state"], own["subject_code"]) == ("unlinked", "")


def test_a_record_as_it_stood(client: Client, subject: Subject, file_record: FileRecord) -> None:
    record = file_record(subject)
    before = legal_today() - timedelta(days=60)
    answer = client.get(f"{ROOT}/records/{record.uid}", {"as_of": before.isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_record")
    assert before.isoformat() in answer.json()["detail"]


def test_a_record_that_is_not_there(client: Client, db: None) -> None:
    assert client.get(f"{ROOT}/records/{uuid4()}").status_code == 404


@pytest.mark.parametrize("uid", ["1", "not-a-uuid", A_UUID.hex, A_UUID.urn])
def test_what_is_no_id(client: Client, db: None, uid: str) -> None:
    answer = client.get(f"{ROOT}/records/{uid}")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["location"], fault["code"]) == (422, "path", "uid")
