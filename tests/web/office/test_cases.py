"""Cases in the office: who sees which, what can be done, and what is said when it cannot."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cli import penalties
from tests.web.office.conftest import FileRecord, signed_in

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.models import Case
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.identifiers import uscc

PDF = b"%PDF-1.7 proof"
DECIDED = legal_today() - timedelta(days=200)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGXIN_HOME", tmp_path)


@pytest.fixture
def at_own_desk(subject: Subject) -> Client:
    return signed_in(User.objects.create_user("chenguang", subject=subject))


@pytest.fixture
def record(subject: Subject, file_record: FileRecord) -> Record:
    fields = penalties.row(
        1,
        CF_XDR_MC=subject.name,
        CF_XDR_SHXYM=subject.code,
        CF_CFLB="罚款",
        CF_NR_FK="2.000000",
        CF_JDRQ=DECIDED.isoformat(),
        CF_YXQ=(DECIDED + timedelta(days=900)).isoformat(),
        CF_GSJZQ="",
    )
    until = DECIDED + timedelta(days=364)
    days = {"decided_on": DECIDED, "public_from": DECIDED, "public_until": until}
    return file_record(subject, fields=fields, **days)


def file_repair(client: Client, record: Record, **changed: object) -> str:
    """Files by the form as the organisation does; the address of the case."""
    proof = SimpleUploadedFile("缴款凭证.pdf", PDF)
    answer = {"record": str(record.uid), "signed": "1", "proof": proof, "statement": "已缴清。"}
    response = client.post("/office/cases/new/repair/", {**answer, **changed})
    assert response.status_code == 302, re.findall(r"✕</span>(.*?)</p>", response.text)
    return str(response["Location"])


def take(client: Client, case: str, verb: str, **changed: object) -> int:
    """Takes a step by its form; the status of the answer."""
    version = Case.objects.get(number=case.split("/")[3]).version
    return client.post(f"{case}steps/{verb}/", {"version": version, **changed}).status_code


def test_from_filing_to_gone(at_own_desk: Client, at_desk: Client, record: Record) -> None:
    assert "现在可以申请" in at_own_desk.get("/office/desk/").text
    case = file_repair(at_own_desk, record)
    assert "bell__count" in at_desk.get("/office/").text
    assert case in at_desk.get("/office/cases/").text
    assert f"/office/desk/records/{record.uid}/" in at_own_desk.get(case).text
    assert take(at_desk, case, "accept") == 302
    assert Client().get(f"/records/{record.uid}").status_code == 200
    assert take(at_desk, case, "grant") == 302
    assert Client().get(f"/records/{record.uid}").status_code == 404
    page = at_own_desk.get(case).text
    assert f"/office/desk/records/{record.uid}/" not in page  # which is no longer there
    assert "准予修复" in page
    assert "缴款凭证.pdf" in page
    assert case not in at_own_desk.get("/office/cases/").text
    assert case in at_own_desk.get("/office/cases/?status=closed").text


def test_an_unsigned_application_is_refused_and_keeps_what_was_typed(
    at_own_desk: Client, record: Record
) -> None:
    answer = {"record": str(record.uid), "statement": "已按要求整改。"}
    response = at_own_desk.post("/office/cases/new/repair/", answer)
    assert response.status_code == 422
    assert "已按要求整改。" in response.text
    assert "请勾选签署" in response.text
    assert not Case.objects.exists()


def test_a_refusal_needs_a_reason_from_the_list_or_in_words(
    at_own_desk: Client, at_desk: Client, record: Record
) -> None:
    case = file_repair(at_own_desk, record)
    assert take(at_desk, case, "refuse") == 422
    assert take(at_desk, case, "refuse", reason_code="no_proof", reason="凭证看不清") == 302
    page = at_own_desk.get(case).text
    assert "凭证看不清" in page
    assert "证明材料" in page


def test_who_comes_second_is_told_who_decided(
    at_own_desk: Client, at_desk: Client, record: Record
) -> None:
    case = file_repair(at_own_desk, record)
    assert take(at_desk, case, "accept") == 302
    late = at_desk.post(f"{case}steps/accept/", {"version": 1})
    assert late.status_code == 409
    assert "clerk" in late.text
    assert "steps/grant/" in late.text  # as it stands now


def test_an_objection_shows_beside_the_record_and_is_upheld(
    at_own_desk: Client, at_desk: Client, record: Record
) -> None:
    answer = {"ground": "content", "record": str(record.uid), "statement": "没有这件事。"}
    case = at_own_desk.post("/office/cases/new/objection/", answer)["Location"]
    assert "异议处理中" in Client().get(f"/records/{record.uid}").text
    shown = at_desk.get(case).text
    assert 'name="field-CF_NR_FK" value="2.000000"' in shown
    assert 'name="field-CF_WSH"' not in shown  # another number is another decision
    assert "steps/uphold/" not in shown  # which is for repairs and evaluations
    typed = {"reason": "录入错误", "field-CF_NR_FK": "two"}
    refused = at_desk.post(f"{case}steps/correct/", {"version": "1", **typed})
    assert refused.status_code == 422
    assert "录入错误" in refused.text
    assert take(at_desk, case, "remove", reason="查无此案", told="信用中国（公信）") == 302
    assert Client().get(f"/records/{record.uid}").status_code == 404
    assert "已告知：信用中国（公信）" in at_own_desk.get(case).text


def test_nobody_else_sees_it(
    at_own_desk: Client, at_other_desk: Client, at_credit_office: Client, record: Record
) -> None:
    case = file_repair(at_own_desk, record)
    assert at_other_desk.get(case).status_code == 404
    assert case not in at_other_desk.get("/office/cases/").text
    assert [at_credit_office.get(case).status_code for _ in range(2)] == [200, 200]
    assert [r.what for r in FileReading.objects.all()] == ["case"]


def test_papers_and_messages_reach_the_other_side(
    at_own_desk: Client, at_desk: Client, at_other_desk: Client, record: Record
) -> None:
    case = file_repair(at_own_desk, record)
    at_desk.post(f"{case}messages/", {"text": "请补充整改照片。"})
    assert "请补充整改照片。" in at_own_desk.get(case).text
    at_own_desk.post(f"{case}papers/", {"file": SimpleUploadedFile("照片.pdf", PDF + b"2")})
    (paper,) = set(re.findall(r"/office/cases/papers/\d+/\">照片", at_desk.get(case).text))
    address = paper.split('"')[0]
    assert at_desk.get(address).content == PDF + b"2"
    assert at_other_desk.get(address).status_code == 404
    refused = at_own_desk.post(
        f"{case}papers/", {"file": SimpleUploadedFile("a.exe", b"MZ")}, follow=True
    )
    assert "不是 PDF、PNG 或 JPEG" in refused.text


def test_an_officer_at_a_window_files_on_its_behalf(at_other_desk: Client, record: Record) -> None:
    assert record.subject
    address = f"/office/cases/new/repair/?subject={record.subject.code}"
    assert "由服务窗口代为提交" in at_other_desk.get(address).text
    response = at_other_desk.post(address, {"record": str(record.uid), "signed": "1"})
    assert Case.objects.get().via == "window"
    assert at_other_desk.get(response["Location"]).status_code == 200


def test_lists_are_narrowed_exported_and_counted(
    at_own_desk: Client, at_desk: Client, at_credit_office: Client, record: Record
) -> None:
    case = file_repair(at_own_desk, record)
    number = case.split("/")[3]
    assert "按这些条件没有找到" in at_desk.get("/office/cases/?kind=objection").text
    Case.objects.update(due_on=legal_today() - timedelta(days=2))
    overdue = at_desk.get("/office/cases/?overdue=1").text
    assert "逾期 2 天" in overdue
    assert number in at_desk.get("/office/cases.csv?overdue=1").getvalue().decode()
    Case.objects.update(due_on=None, closed_at=datetime(2026, 1, 5, 17, tzinfo=UTC))
    closed = at_desk.get("/office/cases.csv?status=closed").getvalue().decode()
    assert "2026-01-06" in closed  # one in the morning in China
    Case.objects.update(due_on=legal_today() - timedelta(days=2), closed_at=None)
    figures = at_credit_office.get("/office/cases/figures/?lang=en").text
    assert "Open and overdue by department" in figures
    assert at_desk.get("/office/cases/figures/").status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_can_be_started_fits_the_reader(
    at_own_desk: Client, at_desk: Client, subject: Subject, language: str
) -> None:
    own = at_own_desk.get(f"/office/cases/new/?lang={language}").text
    window = at_desk.get(f"/office/cases/new/?subject={subject.code}&lang={language}").text
    kinds = [set(re.findall(r'new/([\w-]+)/(?:\?|")', page)) for page in (own, window)]
    assert {"repair", "objection", "declaration"} <= kinds[0] < kinds[1]
    assert "rectification" in kinds[1] - kinds[0]
    for kind in kinds[0]:
        assert at_own_desk.get(f"/office/cases/new/{kind}/").status_code == 200


def test_a_link_is_contested_from_where_it_is_shown(
    at_own_desk: Client, at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, linked_by="name")
    address = (
        f"/office/cases/new/objection/?subject={subject.code}&amp;record={record.uid}"
        "&amp;ground=link"
    )
    for page in (
        Client().get(f"/records/{record.uid}"),
        at_desk.get(f"/office/records/{record.uid}/"),
    ):
        assert f'href="{address}"' in page.text
    stranger = signed_in(User.objects.create_user("yuanshan", subject=other_than(subject)))
    for client in (at_own_desk, at_desk, stranger):
        form = client.get(address.replace("&amp;", "&")).text
        assert re.search(r'id="ground-link"[^>]* checked', form)
        assert f'value="{record.uid}" selected' in form
    answer = {"ground": "link", "record": str(record.uid), "statement": "不是本公司。"}
    response = at_own_desk.post(address.replace("&amp;", "&"), answer)
    case = Case.objects.get(number=response["Location"].split("/")[3])
    assert (case.ground, case.concerned.get().record_uid) == ("link", record.uid)


def other_than(subject: Subject) -> Subject:
    code = uscc.make("91", "329901", "00000077")
    return Subject.objects.create(code=code, name="公信市远山食品有限公司", kind=subject.kind)
