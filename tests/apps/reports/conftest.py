"""The portal's small invented city, with a report on its organisation."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

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

REGISTERED = {
    "LEGALREP": "李晨光",
    "SCOPE": "机械零部件制造；金属结构制造；货物进出口。（依法须经批准的项目，经批准后方可开展经营活动）",
}


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


def text_of(pdf: bytes) -> str:
    """The text of all pages, as a reader's program copies it, without white space."""
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


Issue = Callable[..., Any]
