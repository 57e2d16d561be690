"""One file, seen on several days and as of earlier ones: command, portal and API agree."""

import json
import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.acceptance.clock import Clock
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import penalty, registered

from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.models import Record
from gongxin.cli import main
from gongxin.core.identifiers import uscc

Register = Callable[..., Submission]
CODE = uscc.make("91", "329901", "00000301")
FILED, CORRECTED, WITHDRAWN = date(2026, 3, 2), date(2026, 4, 10), date(2026, 5, 6)
ENDS, LATER = date(2026, 8, 31), date(2026, 9, 15)
KEPT, ENDING, TAKEN_BACK = "长期公示的决定", "提前结束公示的决定", "撤回的决定"
FIRST, SECOND = "最初填写的事实", "更正后的事实"


def decision(number: int, document: str, **changed: str) -> dict[str, str]:
    values = {
        "CF_WSH": document,
        "CF_XDR_SHXYM": CODE,
        "CF_XDR_MC": "公信市望岳纺织有限公司",
        "CF_JDRQ": "2026-02-27",
        "CF_YXQ": "2027-02-26",
        "CF_GSJZQ": "",
        "CF_SY": FIRST,
    }
    return penalty(number, **{**values, **changed})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def key(clock: Clock, hand_in: HandIn, credit_officer: User, credit_office: Department) -> str:
    """Three decisions: one corrected, one whose publicity ends, one withdrawn."""
    ending = decision(2, ENDING, CF_GSJZQ=ENDS.isoformat())
    clock.set(FILED)
    done = hand_in(decision(1, KEPT), ending, decision(3, TAKEN_BACK))
    assert done.accepted == 3
    clock.set(CORRECTED)
    hand_in(decision(1, KEPT, CF_SY=SECOND))
    clock.set(WITHDRAWN)
    withdrawn = Record.objects.get(fields__CF_WSH=TAKEN_BACK)
    withdraw_record(officer=credit_officer, uid=withdrawn.uid, reason="决定已撤销")
    clock.set(LATER)
    return create_api_key(department=credit_office, label="信用平台")


Told = list[tuple[str, str, str, str]]


def told(records: list[dict[str, Any]]) -> Told:
    """Document, facts, end of publicity and state of each record, in order of documents."""
    return sorted(
        (r["fields"]["CF_WSH"], r["fields"]["CF_SY"], str(r["public_until"]), r["state"])
        for r in records
    )


@pytest.fixture
def by_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Told]:
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or connection.vendor)

    def ask(day: date | None, view: str = "public") -> Told:
        words = ["--as-of", day.isoformat()] if day else []
        assert main(["subject", CODE, "--view", view, "--json", *words]) == 0
        return told(json.loads(capsys.readouterr().out)["records"])

    return ask


def by_api(day: date | None, key: str = "") -> Told:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    query = {"as_of": day.isoformat()} if day else {}
    answer = Client().get(f"/api/v1/subjects/{CODE}", query, headers=headers).json()
    return told([{**r, "fields": fields_of(r)} for r in answer["records"]])


def fields_of(record: dict[str, Any]) -> dict[str, str]:
    fields = record["fields"]
    if isinstance(fields, dict):
        return fields
    return {one["code"]: one["value"] for one in fields}


def on_portal(day: date | None) -> dict[str, str]:
    """The documents on the credit file's page, with the facts on their own pages."""
    query = {"as_of": day.isoformat()} if day else {}
    page = Client().get(f"/subjects/{CODE}", query).content.decode()
    found = {}
    for document in (KEPT, ENDING, TAKEN_BACK):
        uid = Record.objects.filter(fields__CF_WSH=document).values_list("uid", flat=True)[0]
        if document in page:
            one = Client().get(f"/records/{uid}", query).content.decode()
            places = {one.find(facts): facts for facts in (FIRST, SECOND) if facts in one}
            found[document] = places[min(places)]  # earlier revisions stand below
    return found


@pytest.mark.usefixtures("key")
def test_the_public_past_leaves_out_what_has_ended_or_was_withdrawn_and_what_was_wrong(
    by_command: Callable[..., Told],
) -> None:
    days: dict[date | None, dict[str, str]] = {
        date(2026, 3, 1): {},
        FILED: {KEPT: SECOND},
        date(2026, 4, 9): {KEPT: SECOND},
        CORRECTED: {KEPT: SECOND},
        date(2026, 6, 1): {KEPT: SECOND},
        None: {KEPT: SECOND},
    }
    for day, expected in days.items():
        commanded = by_command(day)
        assert {document: facts for document, facts, _, _ in commanded} == expected, day
        assert by_api(day) == commanded, day
        assert on_portal(day) == expected, day


def test_the_full_past_is_what_was_known(by_command: Callable[..., Told], key: str) -> None:
    days: dict[date | None, list[str]] = {
        date(2026, 3, 1): [],
        FILED: [ENDING, TAKEN_BACK, KEPT],
        WITHDRAWN: [ENDING, KEPT],
        None: [ENDING, KEPT],
    }
    for day, documents in days.items():
        commanded = by_command(day, "full")
        assert [document for document, *_ in commanded] == sorted(documents), day
        assert by_api(day, key) == commanded, day


@pytest.mark.usefixtures("key")
def test_an_entry_goes_the_day_after_its_end_with_no_job_running(
    clock: Clock, by_command: Callable[..., Told]
) -> None:
    for day, there in ((ENDS, True), (date(2026, 9, 1), False)):
        clock.set(day)
        assert (ENDING in [document for document, *_ in by_command(None)]) is there
        assert (ENDING in on_portal(None)) is there
        assert (ENDING in [document for document, *_ in by_api(None)]) is there
        for address in ("/", "/penalties", f"/api/v1/records?item=penalty&text={CODE}"):
            assert (ENDING in Client().get(address).content.decode()) is there, address


def test_a_day_that_has_not_come_is_refused_everywhere(
    clock: Clock,
    register: Register,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(registered(CODE, "公信市望岳纺织有限公司"))
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or connection.vendor)
    clock.set(FILED)
    assert main(["subject", CODE, "--as-of", "2026-03-03", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "as_of_future"
    query = {"as_of": "2026-03-03"}
    assert Client().get(f"/subjects/{CODE}", query).status_code == 422
    assert Client().get(f"/api/v1/subjects/{CODE}", query).status_code == 409
