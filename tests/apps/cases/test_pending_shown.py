"""While an objection is open everyone who sees the record sees that, in both languages."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject


@pytest.mark.parametrize(("language", "words"), [("zh", "异议处理中"), ("en", "objection pending")])
def test_pages_report_list_and_api_say_that_it_is_contested(
    language: str, words: str, record: Record, subject: Subject, owner: User
) -> None:
    client = Client()
    client.cookies["gongxin_language"] = language
    pages = [f"/records/{record.uid}", f"/subjects/{subject.code}", "/penalties"]
    assert [page for page in pages if words in text(client, page)] == []
    case = file_objection(
        user=owner,
        subject_code=subject.code,
        ground="content",
        statement="金额有误",
        uid=record.uid,
    )
    assert [page for page in pages if words not in text(client, page)] == []
    assert words in report(client, subject, language)
    listed = client.get("/api/v1/records", {"item": "penalty"}).json()["records"]
    assert listed[0]["stage"] == ["objection_pending"]
    withdraw_case(user=owner, number=case.number)
    assert [page for page in pages if words in text(client, page)] == []
    assert words not in report(client, subject, language)


def text(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def report(client: Client, subject: Subject, language: str) -> str:
    answer = client.get(f"/subjects/{subject.code}/report.pdf")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    pages = PdfReader(io.BytesIO(content)).pages
    told = " ".join(page.extract_text() for page in pages)
    return " ".join(told.split()) if language == "en" else told.replace("\n", "")
