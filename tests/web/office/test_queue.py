"""The linking queue: who sees what, and what each button does."""

import pytest
from django.test import Client
from tests.web.office.conftest import FileRecord, MakeSubject, signed_in

from gongxin.apps.accounts.models import User
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc

NEW_CODE = uscc.make("91", "329901", "00000777")


def current(record: Record) -> Record:
    return Record.objects.get(uid=record.uid, known_until=None)


def test_a_waiting_row_is_shown_with_its_candidates(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record()
    page = at_desk.get("/office/queue/").text
    assert subject.code in page
    assert "名称完全相同" in page
    assert "公市监罚〔2026〕1号" in page


def test_the_queue_in_english(clerk: User, subject: Subject, file_record: FileRecord) -> None:
    file_record()
    page = signed_in(clerk, gongxin_language="en").get("/office/queue/").text
    assert "The name is exactly the same" in page


def test_the_credit_office_sees_all_and_other_departments_nothing(
    at_credit_office: Client, at_other_desk: Client, file_record: FileRecord
) -> None:
    record = file_record()
    assert "公信市晨光机械有限公司" in at_credit_office.get("/office/queue/").text
    assert "公信市晨光机械有限公司" not in at_other_desk.get("/office/queue/").text
    assert at_other_desk.get(f"/office/queue/{record.uid}/").status_code == 404


def test_linking_ties_the_row_and_says_so(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record()
    answer = {"code": subject.code, "revision": 1}
    response = at_desk.post(f"/office/queue/{record.uid}/link/", answer, follow=True)
    assert current(record).subject == subject
    assert f"已关联到 {subject.code}" in response.text


def test_another_department_links_nothing(
    at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record()
    response = at_other_desk.post(f"/office/queue/{record.uid}/link/", {"code": subject.code})
    assert response.status_code == 404
    assert current(record).subject is None


def test_a_row_that_someone_else_has_linked_is_told_in_words(
    at_desk: Client,
    at_credit_office: Client,
    subject: Subject,
    make_subject: MakeSubject,
    file_record: FileRecord,
) -> None:
    record = file_record()
    other = make_subject(2, "公信市晨光机械制造有限公司")
    at_credit_office.post(f"/office/queue/{record.uid}/link/", {"code": subject.code})
    answer = {"code": other.code, "revision": 1}
    response = at_desk.post(f"/office/queue/{record.uid}/link/", answer)
    assert response.status_code == 409
    assert "可能已有他人处理" in response.text
    assert subject.code in response.text
    assert current(record).subject == subject


def test_an_unknown_code_is_refused_on_the_same_page(
    at_desk: Client, file_record: FileRecord
) -> None:
    record = file_record()
    response = at_desk.post(f"/office/queue/{record.uid}/link/", {"code": NEW_CODE})
    assert response.status_code == 404
    assert NEW_CODE in response.text
    assert current(record).subject is None


def test_another_organisation_is_found_by_part_of_its_name(
    at_desk: Client, make_subject: MakeSubject, file_record: FileRecord
) -> None:
    record = file_record()
    other = make_subject(3, "公信市东风农机厂")
    assert other.code in at_desk.get(f"/office/queue/{record.uid}/", {"q": "东风"}).text


def test_an_organisation_is_created_and_marked_as_not_registered(
    at_desk: Client, file_record: FileRecord
) -> None:
    record = file_record()
    answer = {
        "code": NEW_CODE,
        "name": "公信市新业商行",
        "region": "329901",
        "reason": "已核对执照",
        "revision": 1,
    }
    response = at_desk.post(f"/office/queue/{record.uid}/create/", answer)
    assert response.status_code == 302
    linked = current(record).subject
    assert linked is not None
    assert (linked.code, linked.in_register) == (NEW_CODE, False)


@pytest.mark.parametrize(
    "changed", [{"code": NEW_CODE[:-1] + "?"}, {"name": ""}, {"reason": ""}, {"code": ""}]
)
def test_a_bad_new_organisation_is_refused_and_what_was_typed_is_kept(
    at_desk: Client, file_record: FileRecord, changed: dict[str, str]
) -> None:
    record = file_record()
    answer = {"code": NEW_CODE, "name": "公信市新业商行", "reason": "已核对执照", **changed}
    response = at_desk.post(f"/office/queue/{record.uid}/create/", answer)
    assert response.status_code == 422
    assert "field__problem" in response.text or "panel--bad" in response.text
    assert not Subject.objects.exists()
    assert all(value in response.text for value in answer.values())


def test_a_row_sent_back_is_seen_by_its_department_with_the_reason(
    at_credit_office: Client, at_desk: Client, at_other_desk: Client, file_record: FileRecord
) -> None:
    record = file_record()
    address = f"/office/queue/{record.uid}/send-back/"
    assert at_credit_office.post(address, {"back-reason": ""}).status_code == 422
    assert at_credit_office.post(address, {"back-reason": "名称不完整"}).status_code == 302
    assert "名称不完整" in at_desk.get("/office/queue/returned/").text
    assert "名称不完整" not in at_other_desk.get("/office/queue/returned/").text
    assert "没有待关联的行" in at_desk.get("/office/queue/").text
    assert Act.objects.get().kind == Act.Kind.SENT_BACK


def test_a_forged_form_links_nothing(
    clerk: User, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    address = f"/office/queue/{record.uid}/link/"
    assert browser.post(address, {"code": subject.code}).status_code == 403
    assert current(record).subject is None


def test_writing_needs_a_post(at_desk: Client, file_record: FileRecord) -> None:
    record = file_record()
    for verb in ("link", "create", "send-back"):
        assert at_desk.get(f"/office/queue/{record.uid}/{verb}/").status_code == 405
