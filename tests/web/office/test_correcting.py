"""From a file with faults to a clean one: upload, faults, workbook, corrected, sent again."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.office.conftest import signed_in

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import idcard, regno
from gongxin.law.load import load_catalogue

PERSON = next(n for n in (f"32990119900101{d:04}" for d in range(10_000)) if idcard.is_id_number(n))


@pytest.fixture(autouse=True)
def _own_home(home: Path) -> None:
    """Every test has a home folder of its own."""


@pytest.fixture
def row(subject: Subject, department: Department) -> dict[str, str]:
    """A penalty without a fault."""
    return {
        "CF_XDR_MC": subject.name,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": subject.code,
        "CF_WSH": "公市监罚〔2026〕1号",
        "CF_WFXW": "未按规定公示年度报告",
        "CF_SY": "未按规定期限公示年度报告",
        "CF_YJ": "《企业信息公示暂行条例》第十七条",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款人民币2000元",
        "CF_NR_FK": "0.2",
        "CF_JDRQ": "2026-01-05",
        "CF_YXQ": "2099-12-31",
        "CF_CFJG": department.name,
        "CF_CFJGDM": department.code,
        "CF_SJLY": department.name,
        "CF_SJLYDM": department.code,
    }


def penalty_file(*rows: dict[str, str]) -> SimpleUploadedFile:
    titles = {f.code: f.title.zh for f in load_catalogue().item("penalty").fields}
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([titles[code] for code in rows[0]])
    writer.writerows([row.values() for row in rows])
    return SimpleUploadedFile("处罚2026.csv", text.getvalue().encode("gb18030"))


def handed_in(client: Client, file: SimpleUploadedFile, item: str = "penalty") -> Submission:
    response = client.post("/office/submit/", {"item": item, "file": file})
    submission = Submission.objects.latest("pk")
    assert response["Location"] == f"/office/submissions/{submission.pk}/"
    process_submission(submission.pk)
    submission.refresh_from_db()
    return submission


@pytest.fixture
def faulty(at_desk: Client, row: dict[str, str]) -> Submission:
    """Three rows: a good one, one with an impossible date, one about a natural person."""
    bad_date = {**row, "CF_WSH": "公市监罚〔2026〕2号", "CF_JDRQ": "2026-02-30"}
    person = {**row, "CF_WSH": "公市监罚〔2026〕3号", "CF_XDR_LB": "自然人", "CF_XDR_MC": "赵某某"}
    return handed_in(at_desk, penalty_file(row, bad_date, person))


def test_every_fault_is_told_with_its_place(at_desk: Client, faulty: Submission) -> None:
    assert (faulty.rows, faulty.accepted, faulty.rejected, faulty.refused_persons) == (3, 1, 1, 1)
    page = at_desk.get(f"/office/submissions/{faulty.pk}/").text
    assert "部分入库" in page
    assert "2026-02-30" in page
    assert "处罚决定日期" in page
    assert "date-impossible" in page
    assert "赵某某" not in page


def test_faults_are_told_in_english(clerk: User, faulty: Submission) -> None:
    page = signed_in(clerk, gongxin_language="en").get(f"/office/submissions/{faulty.pk}/").text
    assert "1 rows to correct" in page
    assert "not in the calendar" in page


def test_faults_are_narrowed_by_rule_and_severity(at_desk: Client, faulty: Submission) -> None:
    address = f"/office/submissions/{faulty.pk}/"
    by_rule = at_desk.get(address, {"rule": "late"}).text
    table = by_rule[by_rule.index('class="table table--stack faults"') :]
    assert "2026-02-30" not in table
    assert "2026-01-05" in table
    warnings = at_desk.get(address, {"severity": "warn"}).text
    assert "2026-02-30" not in warnings[warnings.index('class="table table--stack faults"') :]
    assert "没有符合这些条件的问题" in at_desk.get(address, {"rule": "no-such-rule"}).text


def test_faults_come_as_csv(at_desk: Client, faulty: Submission) -> None:
    response = at_desk.get(f"/office/submissions/{faulty.pk}/faults.csv", {"severity": "reject"})
    lines = list(csv.reader(StringIO(b"".join(response).decode("utf-8-sig"))))
    assert lines[0] == ["行", "列", "字段", "原值", "问题", "规则", "级别"]
    assert ["3", "处罚决定日期", "CF_JDRQ", "2026-02-30"] in [line[:4] for line in lines[1:]]
    assert {line[-1] for line in lines[1:]} == {"须更正"}


@pytest.mark.django_db(transaction=True)
def test_the_workbook_is_corrected_and_sent_again(at_desk: Client, faulty: Submission) -> None:
    response = at_desk.get(f"/office/submissions/{faulty.pk}/workbook.xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(response)))
    sheet = book.worksheets[0]
    bad = [cell for line in sheet.iter_rows() for cell in line if cell.value == "2026-02-30"]
    assert len(bad) == 1
    bad[0].value = "2026-02-28"
    saved = BytesIO()
    book.save(saved)
    again = handed_in(at_desk, SimpleUploadedFile("处罚-更正.xlsx", saved.getvalue()))
    assert (again.state, again.rows, again.rejected) == ("filed", 2, 0)
    assert (again.unchanged, again.linked) == (1, 2)
    assert Record.objects.filter(known_until=None).count() == 2
    assert (
        "每一行都通过了检查" in at_desk.get(f"/office/submissions/{again.pk}/").text or again.warned
    )
    page = at_desk.get(f"/office/submissions/{again.pk}/records/").text
    assert "2026-02-28" in page


def test_an_id_number_in_a_file_appears_on_no_page(at_desk: Client, row: dict[str, str]) -> None:
    planted = {**row, "CF_SY": f"当事人身份证号{PERSON}", "CF_JDRQ": "2026-02-30"}
    submission = handed_in(at_desk, penalty_file({**planted, "CF_FR_ZJHM": PERSON}))
    address = f"/office/submissions/{submission.pk}/"
    for page in ("", "records/", "faults.csv", "workbook.xlsx"):
        response = at_desk.get(address + page)
        content = b"".join(response) if response.streaming else response.content
        if page.endswith("xlsx"):
            cells = openpyxl.load_workbook(BytesIO(content))
            content = repr([list(sheet.values) for sheet in cells.worksheets]).encode()
        assert PERSON.encode() not in content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.csv", b""),
        ("图片.csv", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("坏.xlsx", b"PK\x03\x04 broken"),
        ("别的.csv", "甲,乙\n1,2\n".encode()),
    ],
)
@pytest.mark.parametrize(("language", "said"), [("zh", "没有任何一行入库"), ("en", "not one row")])
def test_a_file_that_cannot_be_read_is_told_and_files_nothing(
    clerk: User, name: str, content: bytes, language: str, said: str
) -> None:
    client = signed_in(clerk, gongxin_language=language)
    submission = handed_in(client, SimpleUploadedFile(name, content))
    assert submission.error
    page = client.get(f"/office/submissions/{submission.pk}/").text
    assert said in page
    assert submission.error[language].split("“")[0][:20] in page
    assert "Traceback" not in page
    assert not Record.objects.exists()


def test_the_same_file_twice_leads_to_the_first(at_desk: Client, row: dict[str, str]) -> None:
    first = handed_in(at_desk, penalty_file(row))
    again = handed_in(at_desk, penalty_file(row))
    assert again.duplicate_of == first
    assert f"第 {first.pk} 批逐字节相同" in at_desk.get(f"/office/submissions/{again.pk}/").text
    assert Record.objects.count() == 1


def test_a_row_without_a_code_waits_in_the_queue(at_desk: Client, row: dict[str, str]) -> None:
    old = {"CF_XDR_SHXYM": "", "CF_XDR_GSZC": regno.make("32990100000001"), "CF_XDR_MC": "无码商行"}
    submission = handed_in(at_desk, penalty_file({**row, **old}))
    assert (submission.accepted, submission.unlinked) == (1, 1)
    assert "无码商行" in at_desk.get("/office/queue/").text
