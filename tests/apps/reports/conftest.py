"""The portal's small invented city, with a report on its organisation."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.web.portal.conftest import (
    FileRecord,
    MakeSubject,
    file_record,
    make_subject,
    subject,
    submission,
)

from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject

__all__ = ["FileRecord", "MakeSubject", "file_record", "make_subject", "subject", "submission"]


@pytest.fixture
def filed(subject: Subject, file_record: FileRecord) -> dict[str, Record]:
    """One record of each of several items on ``subject``."""
    penalty = {"CF_WSH": "公市监罚〔2026〕17号", "CF_FRDB": "李晨光", "CF_CFLB": "罚款"}
    return {
        "registration": file_record(subject, "registration"),
        "permit": file_record(subject, "permit", {"XK_WSH": "公审许〔2026〕3号"}),
        "penalty": file_record(subject, "penalty", penalty),
        "honour": file_record(subject, "honour"),
    }


@pytest.fixture
def correct(file_record: FileRecord) -> Callable[..., Record]:
    """``correct(record, CODE=value)`` files the next revision with other values."""

    def do(record: Record, **changed: str) -> Record:
        now = datetime.now(UTC)
        Record.objects.filter(pk=record.pk).update(known_until=now)
        return file_record(
            record.subject,
            record.item,
            {**record.fields, **changed},
            uid=record.uid,
            revision=record.revision + 1,
            change="corrected",
            decided_on=record.decided_on,
            known_from=now,
        )

    return do


def withdraw(record: Record) -> None:
    """Ends what is known of a record, as a withdrawal does."""
    Record.objects.filter(pk=record.pk).update(known_until=datetime.now(UTC))


def text_of(pdf: bytes) -> str:
    """The text of all pages, as a reader's program copies it, without white space."""
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)
