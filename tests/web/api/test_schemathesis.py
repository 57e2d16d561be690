"""The API does what its description says, whatever is sent: schemathesis with all its checks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case
from tests.web.api.conftest import ROOT, FileRecord, MakeSubject, penalty_file

from gongxin.apps.accounts.models import User
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.load import load_catalogue

EXAMPLES = 15  # for each operation

schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", WSGIHandler())
schema.config.seed = 20261121


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests stay inside the test's transaction, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def city(make_subject: MakeSubject, file_record: FileRecord, subject: Subject) -> None:
    """A few organisations with records of several items, and one record that waits to be linked."""
    other = make_subject(2, "公信市云湖商贸有限公司")
    for one in (subject, other):
        for item in ("permit", "penalty", "registration", "honour"):
            file_record(one, item)
    file_record(None)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_api_is_as_described(case: Case, city: None, key: str) -> None:
    case.call_and_validate(headers={"X-API-Key": key})


def test_answers_about_what_is_there_are_as_described(
    city: None, key: str, home: Path, subject: Subject, clerk: User
) -> None:
    """The cases that are made up never name what is in the database; these do."""
    headers = {"X-API-Key": key}
    record = Record.objects.filter(subject=subject, item="penalty").get()

    def ask(operation_id: str, status: int = 200, **given: Any) -> Any:
        case = schema.find_operation_by_id(operation_id).Case(**given)
        answer = case.call_and_validate(headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    file = penalty_file(subject, {}, {"CF_JDRQ": "2026-02-30"}).read()
    form = {"item": "penalty", "file": file}
    taken = ask("submit", 202, body=form, media_type="multipart/form-data").json()
    process_submission(submission_id=taken["submission"])

    ask("search", query={"q": "公信", "size": 1})
    ask("subject", path_parameters={"code": subject.code})
    ask("records", query={"item": "penalty", "kind": "罚款", "as_of": legal_today().isoformat()})
    ask("record", path_parameters={"uid": str(record.uid)})
    ask("items")
    for known in load_catalogue().items:
        ask("item", path_parameters={"id": known})
    ask("template", path_parameters={"id": "penalty"})
    ask("submissions", query={"state": "partly_filed"})
    for operation in ("submission", "issues", "all_issues", "workbook"):
        ask(operation, path_parameters={"id": str(taken["submission"])})
    code = ask("report", body={"subject": subject.code}, media_type="application/json").json()[
        "code"
    ]
    ask(
        "withdraw",
        path_parameters={"uid": str(record.uid)},
        body={"reason": "决定书已被撤销", "officer": clerk.username},
        media_type="application/json",
    )
    assert ask("verify", path_parameters={"code": code}).json()["changed"] is True
