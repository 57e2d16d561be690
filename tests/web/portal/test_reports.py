"""The report page, the PDF and the verifying page, as visitors use them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.reports.conftest import text_of, withdraw
from tests.web.portal.conftest import FileRecord, MakeSubject

from gongxin.apps.records.models import Record
from gongxin.apps.reports.codes import new_code
from gongxin.apps.reports.models import Report
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc

NUMBER = "公市监罚〔2026〕17号"


@pytest.fixture
def penalty(subject: Subject, file_record: FileRecord) -> Record:
    return file_record(subject, "penalty", {"CF_WSH": NUMBER, "CF_FRDB": "李晨光"})


@pytest.fixture
def pdf(client: Client, subject: Subject, penalty: Record) -> bytes:
    return client.get(f"/subjects/{subject.code}/report.pdf").content


def upload(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("报告.pdf", data, "application/pdf")}


def test_page_and_pdf_are_the_same_report(
    client: Client, subject: Subject, penalty: Record
) -> None:
    page = client.get(f"/subjects/{subject.code}/report")
    pdf = client.get(f"/subjects/{subject.code}/report.pdf")
    [report] = Report.objects.all()
    assert report.site == "http://testserver"
    text = page.content.decode()
    assert [
        w for w in (subject.name, subject.code, NUMBER, "李*", "可以怎么做") if w not in text
    ] == []
    assert "李晨光" not in text
    assert f"http://testserver/verify/{report.code}" in text
    assert "未查到公示中的严重失信主体名单" in text
    assert pdf["Content-Type"] == "application/pdf"
    assert f"{subject.code}-{report.as_of}-{report.code}.pdf" in pdf["Content-Disposition"]
    assert report.code in text_of(pdf.content).replace("-", "")
    assert page["X-Robots-Tag"] == pdf["X-Robots-Tag"] == "noindex, nofollow"


def test_english(english: Client, subject: Subject, penalty: Record) -> None:
    page = english.get(f"/subjects/{subject.code}/report").content.decode()
    assert "Public Credit Report" in page
    assert "What can be done" in page
    pdf = english.get(f"/subjects/{subject.code}/report.pdf").content
    assert "PublicCreditReport" in text_of(pdf)
    [report] = Report.objects.all()
    verified = english.get(f"/verify/{report.code}").content.decode()
    assert "Genuine: a report with this code was issued here" in verified
    assert "has not changed since" in verified
    main = verified.split("<main")[1].split("</main>")[0]
    without_names = re.sub(r'<(\w+)[^>]*lang="zh-CN"[^>]*>.*?</\1>', "", main)
    assert re.findall(r"[\u4e00-\u9fff]+", without_names) == []


def test_a_lower_case_code_leads_to_the_one_address(client: Client, subject: Subject) -> None:
    for name in ("report", "report.pdf"):
        answer = client.get(f"/subjects/{subject.code[:-1]}{subject.code[-1]}-/{name}?lang=en")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"/subjects/{subject.code}/{name}?lang=en",
        )


def test_no_report_on_an_unknown_organisation(client: Client, make_subject: MakeSubject) -> None:
    unknown = uscc.make("91", "329901", "00009999")
    assert client.get(f"/subjects/{unknown}/report").status_code == 404
    assert client.get("/subjects/abc/report.pdf").status_code == 422
    assert Report.objects.count() == 0


def test_hostile_names_stay_text(client: Client, subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, "penalty", {"CF_WSH": "<script>alert(1)</script>"})
    page = client.get(f"/subjects/{subject.code}/report").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_code_form_leads_to_the_answer(client: Client, pdf: bytes) -> None:
    [report] = Report.objects.all()
    asked = client.get("/verify/", {"code": f" {report.code[:4]}-{report.code[4:].lower()} "})
    assert (asked.status_code, asked["Location"]) == (302, f"/verify/{report.code}")
    answer = client.get(asked["Location"])
    assert answer.status_code == 200
    assert "编号真实" in answer.content.decode()
    assert "没有变化" in answer.content.decode()


def test_a_changed_file_is_told_without_showing_what_is_gone(
    client: Client, penalty: Record, pdf: bytes
) -> None:
    [report] = Report.objects.all()
    withdraw(penalty)
    answer = client.get(f"/verify/{report.code}").content.decode()
    assert "公开档案有变化" in answer
    assert re.search(r'行政处罚信息</th><td class="number">1</td><td class="number">0</td>', answer)
    assert NUMBER not in answer
    assert str(penalty.uid) not in answer


@pytest.mark.parametrize("wrong", ["", "/", "ABC", "0" * 16, "%00", "é" * 80, "<b>"])
def test_malformed_codes_are_told_plainly(client: Client, db: None, wrong: str) -> None:
    answer = client.get("/verify/", {"code": wrong or "-"}, follow=True)
    assert answer.status_code == 404
    assert "这不是完整的报告编号" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_an_unknown_code_is_told_plainly(client: Client, db: None) -> None:
    answer = client.get(f"/verify/{new_code()}")
    assert answer.status_code == 404
    assert "没有出具过这个编号" in answer.content.decode()


def test_files_are_compared(client: Client, pdf: bytes) -> None:
    [report] = Report.objects.all()
    client.cookies["gongxin_language"] = "en"
    english = client.get(f"/subjects/{report.subject.code}/report.pdf").content
    client.cookies["gongxin_language"] = "zh"
    said = {
        "正是本平台出具的那份文件": pdf,
        "不是我们出具的那份文件": pdf[:-1] + b"x",
        "这是本平台出具的另一份报告": english,
        "没有收到文件": b"",
    }
    for sentence, data in said.items():
        answer = client.post(f"/verify/{report.code}", upload(data)).content.decode()
        assert sentence in answer
        assert [other for other in said if other in answer] == [sentence]


def test_a_file_alone_tells_its_code(client: Client, pdf: bytes) -> None:
    [report] = Report.objects.all()
    strict = Client(enforce_csrf_checks=True)
    known = strict.post("/verify/", upload(pdf)).content.decode()
    assert "正是本平台出具的那份文件" in known
    assert report.subject.name in known
    assert "不是我们出具的文件" in strict.post("/verify/", upload(b"%PDF-1.7")).content.decode()


def test_a_file_that_is_too_large_is_not_read(client: Client, db: None) -> None:
    answer = client.post("/verify/", upload(b"x" * (20 * 1024**2 + 1)))
    assert answer.status_code == 413
    assert "最多 20 MB" in answer.content.decode()


def test_the_empty_page_has_both_forms(client: Client, db: None) -> None:
    answer = client.get("/verify/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<form") == 3  # language, code, file
    assert "<script" not in text
