"""The last public day ends at midnight in China, everywhere at once, with nothing running."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.acceptance.clock import Clock
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import penalty

from gongxin.apps.records.models import Record
from gongxin.apps.reports.content import content_of
from gongxin.apps.subjects.models import Subject
from gongxin.cli import main
from gongxin.core.identifiers import uscc

CODE = uscc.make("91", "329901", "00000301")
DOCUMENT = "公测罚〔2026〕77号"
FILED, LAST = date(2026, 8, 31), date(2027, 8, 31)
# 23:59:59 on the last day and 00:00 after it in China, as a server on universal time has it
BEFORE = datetime(2027, 8, 31, 15, 59, 59, tzinfo=UTC)
MIDNIGHT = BEFORE + timedelta(seconds=1)
Places = dict[str, Callable[[], bool]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def record(clock: Clock, hand_in: HandIn) -> Record:
    """A fine of 31 August, whose year is full on 31 August."""
    clock.set(FILED)
    hand_in(
        penalty(
            1,
            CF_WSH=DOCUMENT,
            CF_XDR_SHXYM=CODE,
            CF_JDRQ=FILED.isoformat(),
            CF_YXQ="2030-12-31",
            CF_GSJZQ="",
            CF_CFLB="罚款",
        )
    )
    return Record.objects.get(fields__CF_WSH=DOCUMENT)


@pytest.fixture
def places(
    record: Record, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Places:
    """Every place where the public can come upon the record, and whether it is there."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL") or connection.vendor)
    subject = Subject.objects.get(code=CODE)

    def on(address: str) -> Callable[[], bool]:
        return lambda: DOCUMENT in Client().get(address).getvalue().decode()

    def exists(address: str) -> Callable[[], bool]:
        return lambda: Client().get(address).status_code == 200

    def commanded() -> bool:
        assert main(["subject", CODE, "--json"]) == 0
        return DOCUMENT in str(json.loads(capsys.readouterr().out)["records"])

    def reported() -> bool:
        return content_of(subject).counts["penalty"] == 1

    return {
        "front page": on("/"),
        "credit file": on(f"/subjects/{CODE}"),
        "record": exists(f"/records/{record.uid}"),
        "list": on("/penalties"),
        "export": on("/records/penalty.csv"),
        "report": on(f"/subjects/{CODE}/report"),
        "report's content": reported,
        "API credit file": on(f"/api/v1/subjects/{CODE}"),
        "API list": on(f"/api/v1/records?item=penalty&text={CODE}"),
        "API record": exists(f"/api/v1/records/{record.uid}"),
        "command": commanded,
    }


def test_the_end_is_a_date_in_the_row(record: Record) -> None:
    assert (record.public_from, record.public_until) == (FILED, LAST)


def test_it_is_gone_everywhere_at_midnight(clock: Clock, places: Places) -> None:
    clock.at(BEFORE)
    assert [name for name, there in places.items() if not there()] == []
    clock.at(MIDNIGHT)
    assert [name for name, there in places.items() if there()] == []


def test_nothing_was_written_for_it_to_go(clock: Clock, record: Record) -> None:
    clock.at(BEFORE)
    before = Record.objects.filter(pk=record.pk).values().get()
    clock.at(MIDNIGHT)
    assert Client().get(f"/records/{record.uid}").status_code == 404
    assert Record.objects.filter(pk=record.pk).values().get() == before


def test_the_signed_pdf_report_changes_at_midnight(clock: Clock, places: Places) -> None:
    clock.at(BEFORE)
    shown = Client().get(f"/subjects/{CODE}/report.pdf").content
    clock.at(MIDNIGHT)
    gone = Client().get(f"/subjects/{CODE}/report.pdf").content
    assert shown.startswith(b"%PDF")
    assert len(gone) < len(shown)
