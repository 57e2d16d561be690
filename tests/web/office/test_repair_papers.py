"""The repair notice from the record's page, and the guide from the organisation's desk."""

from io import BytesIO

from django.test import Client
from pypdf import PdfReader
from tests.web.office.conftest import FileRecord, signed_in

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import FileReading
from gongxin.apps.subjects.models import Subject


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_deciding_department_gets_the_notice_from_the_records_page(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    address = f"/office/records/{record.uid}/repair-notice.pdf"
    assert address in at_desk.get(f"/office/records/{record.uid}/").text
    response = at_desk.get(address)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert "信用修复告知书" in text_of(response.content)
    assert subject.name in text_of(response.content)
    readings = FileReading.objects.filter(subject=subject, what="record")
    assert readings.count() == 2, "the page and the notice"


def test_the_notice_in_english(at_desk: Client, subject: Subject, file_record: FileRecord) -> None:
    at_desk.cookies["gongxin_language"] = "en"
    response = at_desk.get(f"/office/records/{file_record(subject).uid}/repair-notice.pdf")
    assert "Notice of Credit Repair" in text_of(response.content)


def test_the_credit_office_may_and_other_departments_and_visitors_may_not(
    at_credit_office: Client,
    at_other_desk: Client,
    subject: Subject,
    file_record: FileRecord,
) -> None:
    record = file_record(subject)
    address = f"/office/records/{record.uid}/repair-notice.pdf"
    assert at_credit_office.get(address).status_code == 200
    assert at_other_desk.get(address).status_code == 403
    assert address not in at_other_desk.get(f"/office/records/{record.uid}/").text
    assert Client().get(address).status_code == 302


def test_an_organisation_gets_its_guide_and_nobody_elses(
    subject: Subject, file_record: FileRecord, at_desk: Client
) -> None:
    record = file_record(subject)
    own = signed_in(User.objects.create_user("own", password="own-password", subject=subject))
    response = own.get("/office/desk/repair-guide.pdf")
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "信用修复指引" in text
    assert record.decided_on.isoformat() in text
    assert at_desk.get("/office/desk/repair-guide.pdf").status_code == 403
    assert own.get(f"/office/records/{record.uid}/repair-notice.pdf").status_code == 403
