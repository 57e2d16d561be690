"""The forms that start a commitment, a rectification, a declaration and a shield, and their steps."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.office.conftest import FileRecord

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc
from gongxin.law.letters import load_letters

SOON = (legal_today() + timedelta(days=60)).isoformat()


@pytest.fixture
def company(db: None) -> Subject:
    code = uscc.make("91", "329901", "00000077")
    name = "公信市晨星机械有限公司"
    return Subject.objects.create(code=code, name=name, kind="company", region="329901")


@pytest.fixture
def owner(company: Subject) -> User:
    return User.objects.create_user("owner", password="owner-password", subject=company)


def start(kind: str, company: Subject) -> str:
    return f"{reverse('office:start', args=[kind])}?subject={company.code}"


def the_case(kind: str) -> Case:
    return Case.objects.get(kind=kind)


def test_asked_for_shown_signed_and_judged(
    client: Client, clerk: User, owner: User, company: Subject
) -> None:
    client.force_login(clerk)
    page = start("commitment-request", company)
    assert "请组织签署承诺" in client.get(page).content.decode()
    client.post(page, {"letter": "approval", "matter": "食品经营许可告知承诺"})
    case = the_case("commitment")
    address = reverse("office:case", args=[case.number])

    client.force_login(owner)
    shown = client.get(address).content.decode()
    assert case.about["promises"][0]["zh"] in shown
    assert case.about["consequences"][0]["zh"] in shown
    step = reverse("office:case-step", args=[case.number, "sign"])
    refused = client.post(step, {"version": case.version})
    assert refused.status_code == 422
    client.post(step, {"version": case.version, "signed": "1"})
    case.refresh_from_db()
    assert case.state == "performing"

    client.force_login(clerk)
    step = reverse("office:case-step", args=[case.number, "keep"])
    client.post(step, {"version": case.version})
    assert the_case("commitment").state == "kept"


def test_the_letter_is_read_before_it_is_signed(
    client: Client, owner: User, company: Subject, department: Department
) -> None:
    client.force_login(owner)
    page = start("commitment", company)
    shown = client.get(page).content.decode()
    for letter in load_letters().values():
        assert f'value="{letter.id}"' in shown
        assert all(text.zh in shown for text in letter.promises)
        assert all(one.text.zh in shown for one in letter.consequences)
    given = {"letter": "published", "matter": "诚信经营公开承诺", "department": department.code}
    again = client.post(page, given)
    assert again.status_code == 422, "not signed"
    assert 'value="published" checked' in again.content.decode()
    client.post(page, {**given, "signed": "1"})
    case = the_case("commitment")
    assert case.state == "performing"
    listed = client.get(reverse("office:cases")).content.decode()
    assert "诚信经营公开承诺" in listed, "what the letter is made for"


def test_the_window_records_a_signature_with_its_paper(
    client: Client, clerk: User, company: Subject
) -> None:
    client.force_login(clerk)
    asked = {"letter": "approval", "matter": "食品经营许可告知承诺"}
    client.post(start("commitment-request", company), asked)
    case = the_case("commitment")
    page = client.get(reverse("office:case", args=[case.number])).content.decode()
    assert page.index("食品经营许可告知承诺") < page.index("登记窗口签署"), "read before doing"
    step = reverse("office:case-step", args=[case.number, "record_signature"])
    filled = {"version": case.version, "reason_code": "agent", "reason": "2026年授权委托书"}
    assert client.post(step, filled).status_code == 422, "no paper"
    signed = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")
    assert client.post(step, {**filled, "file": signed}).status_code == 302
    page = client.get(reverse("office:case", args=[case.number])).content.decode()
    assert "signed.pdf" in page
    assert "2026年授权委托书" in page
    assert the_case("commitment").state == "performing"


def test_ordered_talked_about_reported_and_returned(
    client: Client, clerk: User, owner: User, company: Subject
) -> None:
    client.force_login(clerk)
    order = {"matter": "补办消防验收手续", "basis": "示例规定第三条", "due_on": SOON}
    client.post(start("rectification", company), order)
    case = the_case("rectification")
    steps = {
        verb: reverse("office:case-step", args=[case.number, verb])
        for verb in ("talk", "report", "return")
    }
    talk = {"reason_code": "prompt_talk", "reason": "已提示", "due_on": legal_today().isoformat()}
    assert client.post(steps["talk"], talk).status_code == 302

    client.force_login(owner)
    assert client.post(steps["report"], {"reason": "已补办"}).status_code == 302

    client.force_login(clerk)
    back = {"reason_code": "not_right"}
    assert client.post(steps["return"], back).status_code == 422
    bad = client.post(steps["return"], {**back, "due_on": "下周"})
    assert "下周" in bad.content.decode()
    assert client.post(steps["return"], {**back, "due_on": SOON}).status_code == 302
    assert the_case("rectification").state == "ordered"


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, clerk: User, company: Subject
) -> None:
    client.force_login(clerk)
    typed = {"matter": "补办消防验收手续", "basis": " ", "due_on": SOON}
    answer = client.post(start("rectification", company), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "依据" in page
    assert "补办消防验收手续" in page
    assert not Case.objects.exists()


def test_an_organisation_declares(
    client: Client, owner: User, company: Subject, credit_office: Department
) -> None:
    client.force_login(owner)
    declared = {
        "ground": "award",
        "title": "示例园区诚信经营单位",
        "issuer": "示例园区管委会",
        "happened_on": "2026年3月2日",
        "signed": "1",
    }
    page = start("declaration", company)
    paper = SimpleUploadedFile("证书.pdf", b"%PDF-1.7 x", "application/pdf")
    assert client.post(page, {**declared, "paper": paper}).status_code == 302
    assert the_case("declaration").state == "shown"
    public = client.get(f"/subjects/{company.code}").content.decode()
    assert "示例园区诚信经营单位" in public
    assert "由本组织自行申报" in public


def test_a_shield_needs_the_ruling_and_a_record(
    client: Client, owner: User, company: Subject, credit_office: Department
) -> None:
    client.force_login(owner)
    ruling = {
        "court": "示例人民法院",
        "ruling": "（2026）示破1号",
        "ruled_on": legal_today().isoformat(),
        "plan_until": SOON,
        "paper": io.BytesIO(b"%PDF-1.7 x"),
    }
    answer = client.post(start("shielding", company), ruling)
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_what_officers_start_is_not_for_organisations(
    client: Client, owner: User, company: Subject
) -> None:
    client.force_login(owner)
    for kind in ("commitment-request", "rectification"):
        assert client.get(start(kind, company)).status_code == 403
    assert client.get(start("unheard-of", company)).status_code == 404
    assert "签署信用承诺" in client.get(start("commitment", company)).content.decode()


def test_the_credit_office_gives_the_last_day_of_a_shield_on_its_page(
    client: Client,
    owner: User,
    company: Subject,
    file_record: FileRecord,
    credit_officer: User,
) -> None:
    record = file_record(company)
    client.force_login(owner)
    ruling = {
        "court": "示例人民法院",
        "ruling": "（2026）示破1号",
        "ruled_on": legal_today().isoformat(),
        "plan_until": "",
        "paper": io.BytesIO(b"%PDF-1.7 x"),
        "record": str(record.uid),
    }
    assert client.post(start("shielding", company), ruling).status_code == 302
    case = the_case("shielding")
    client.force_login(credit_officer)
    page = client.get(f"/office/cases/{case.number}/").content.decode()
    assert 'id="shield-day" name="due_on"' in page
    step = {"version": case.version, "due_on": SOON}
    assert client.post(f"/office/cases/{case.number}/steps/shield/", step).status_code == 302
    page = client.get(f"/office/cases/{case.number}/").content.decode()
    assert "屏蔽的最后一日" in page
    assert SOON in page
    assert f"暂时屏蔽至 {SOON}" in client.get(f"/records/{record.uid}").content.decode()
    client.logout()
    assert client.get(f"/records/{record.uid}").status_code == 404
