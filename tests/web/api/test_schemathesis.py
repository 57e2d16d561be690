"""The API does what its description says, whatever is sent: schemathesis with all its checks."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case
from tests.web.api.conftest import ROOT, FileRecord, MakeSubject

from gongxin.apps.subjects.models import Subject

EXAMPLES = 20  # for each operation

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
