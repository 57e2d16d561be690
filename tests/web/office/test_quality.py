"""The boards of data quality: who sees what, and what can be done there."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.web.office.conftest import make_submission

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission
from gongxin.apps.quality.models import (
    Bulletin,
    Figure,
    LedgerEntry,
    LedgerUpload,
    RejectedRow,
)
from gongxin.core.dates import legal_today

BOARD = "/office/quality/"
BEHIND = "/office/quality/{}/rows/validity_rate/"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def waiting(department: Department, clerk: User) -> Submission:
    """A file of which two rows wait, and figures of October."""
    submission = make_submission(department, clerk, state="partly_filed", rows=10, rejected=2)
    for row in (3, 4):
        RejectedRow.objects.create(
            submission=submission,
            row=row,
            item="penalty",
            department=department,
            key=f"00000000-0000-0000-0000-00000000000{row}",
            rejected_on=date(2026, 10, 9),
        )
    for measure, numerator in (("validity_rate", 8), ("dual_late_rate", 1)):
        Figure.objects.create(
            measure=measure,
            item="penalty",
            department=department,
            region="329900",
            month="2026-10",
            numerator=numerator,
            denominator=10,
        )
    return submission


def test_a_clerk_sees_what_is_wrong_since_when(at_desk: Client, waiting: Submission) -> None:
    page = at_desk.get(BOARD).content.decode()
    assert f"/office/submissions/{waiting.pk}/workbook.xlsx" in page
    assert "2026-10-09" in page
    assert "80.00%" in page
    assert "8 / 10" in page
    assert "有效异议占比" in page


def test_the_credit_office_sees_all_departments(
    at_credit_office: Client, waiting: Submission, department: Department
) -> None:
    page = at_credit_office.get(BOARD).content.decode()
    assert department.name in page
    assert f"/office/quality/{department.code}/" in page
    board = at_credit_office.get(f"/office/quality/{department.code}/")
    assert "2026-10-09" in board.content.decode()
    csv = b"".join(at_credit_office.get("/office/quality.csv")).decode("utf-8-sig")
    assert "0.800000" in csv


def test_a_department_does_not_see_another(
    at_other_desk: Client, waiting: Submission, department: Department
) -> None:
    assert at_other_desk.get(f"/office/quality/{department.code}/").status_code == 403
    picture = f"/office/quality/trends/{department.code}/validity_rate.svg"
    assert at_other_desk.get(picture).status_code == 403
    assert at_other_desk.get("/office/quality/trends/all/validity_rate.svg").status_code == 403
    assert at_other_desk.get(BEHIND.format(department.code)).status_code == 403
    assert "80.00%" not in at_other_desk.get(BOARD).content.decode()


def test_trends_are_pictures(at_desk: Client, waiting: Submission, department: Department) -> None:
    answer = at_desk.get(f"/office/quality/trends/{department.code}/validity_rate.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"2026-10" in answer.content
    unknown = at_desk.get(f"/office/quality/trends/{department.code}/loyalty.svg")
    assert unknown.status_code == 404


def test_english_is_complete(
    at_credit_office: Client, clerk: User, waiting: Submission, home: object
) -> None:
    for path in (
        BOARD,
        f"/office/quality/{waiting.department.code}/",
        "/office/quality/ledgers/",
        BEHIND.format(waiting.department.code),
    ):
        page = at_credit_office.get(path, {"lang": "en"}).content.decode()
        main = page[page.index("<main") : page.index("</main")].replace(waiting.filename, "")
        assert HAN.findall(main) == [], path


def test_a_ledger_is_taken_in_and_its_faults_come_back(
    at_desk: Client, department: Department, home: object
) -> None:
    today = legal_today()
    lines = f"文书号,决定日期\n甲1号,2025-03-03\n甲2号,{today}\n,2025-03-03\n"
    file = SimpleUploadedFile("台账.csv", lines.encode())
    answer = at_desk.post("/office/quality/ledgers/", {"item": "penalty", "file": file})
    assert answer.status_code == 302
    upload = LedgerUpload.objects.get()
    assert (upload.rows, upload.accepted, LedgerEntry.objects.count()) == (3, 2, 2)
    page = at_desk.get("/office/quality/ledgers/").content.decode()
    assert f"/office/quality/ledgers/{upload.pk}/workbook.xlsx" in page
    book = at_desk.get(f"/office/quality/ledgers/{upload.pk}/workbook.xlsx")
    load_workbook(BytesIO(b"".join(book)))
    board = at_desk.get(BOARD).content.decode()
    assert "甲1号" in board
    assert "已逾期" in board
    assert "未逾期" in board


def test_a_file_that_is_no_ledger_is_refused_in_words(
    at_desk: Client, department: Department, home: object
) -> None:
    file = SimpleUploadedFile("台账.csv", b"a,b\n1,2\n")
    answer = at_desk.post("/office/quality/ledgers/", {"item": "penalty", "file": file})
    assert answer.status_code == 422
    assert not LedgerUpload.objects.exists()


def test_templates_have_two_columns(at_desk: Client) -> None:
    book = load_workbook(BytesIO(b"".join(at_desk.get("/office/quality/ledgers/penalty.xlsx"))))
    heads = [[cell.value for cell in row if cell.value] for row in book.worksheets[0].iter_rows()]
    assert any(len(row) == 2 for row in heads)
    assert at_desk.get("/office/quality/ledgers/registration.xlsx").status_code == 404


def test_bulletins_are_published_by_the_credit_office(
    at_desk: Client, at_credit_office: Client, waiting: Submission
) -> None:
    at_desk.post("/office/quality/bulletins/publish/", {"period": "2026-10"})
    assert not Bulletin.objects.exists()
    assert at_desk.get("/office/quality/bulletins/2026-10.pdf").status_code == 403
    draft = at_credit_office.get("/office/quality/bulletins/2026-10.pdf")
    assert draft.content.startswith(b"%PDF")
    at_credit_office.post("/office/quality/bulletins/publish/", {"period": "2026-10"})
    bulletin = Bulletin.objects.get()
    assert bulletin.published_at <= datetime.now(UTC)
    public = Client().get("/bulletins/2026-10")
    assert "80.00%" in public.content.decode()
