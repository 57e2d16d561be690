"""How a record was tied, undoing it, and judging a candidate."""

from django.test import Client
from tests.web.office.conftest import FileRecord

from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Judgement, Subject


def current(record: Record) -> Record:
    return Record.objects.get(uid=record.uid, known_until=None)


def test_undoing_a_link_asks_for_a_reason_and_keeps_not_the_same(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    assert "解除关联" in at_desk.get(f"/office/records/{record.uid}/").text
    address = f"/office/records/{record.uid}/unlink/"
    assert at_desk.post(address, {"reason": " "}).status_code == 422
    assert current(record).subject == subject
    response = at_desk.post(address, {"reason": "不是这一家", "revision": 1}, follow=True)
    assert "已解除关联" in response.text
    assert "不是同一个" in response.text
    assert current(record).subject is None
    assert Judgement.objects.get().verdict == "not_same"
    assert at_desk.post(address, {"reason": "再来一次"}).status_code == 409


def test_another_department_undoes_nothing(
    at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    page = at_other_desk.get(f"/office/records/{record.uid}/").text
    assert "/unlink/" not in page
    assert "怎样关联到主体" not in page
    response = at_other_desk.post(f"/office/records/{record.uid}/unlink/", {"reason": "不该"})
    assert response.status_code == 403
    assert current(record).subject == subject


def test_judging_a_candidate_keeps_it_and_links_nothing(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record()
    answer = {"code": subject.code, "verdict": "unsure", "reason": "要看执照", "revision": 1}
    response = at_desk.post(f"/office/queue/{record.uid}/judge/", answer, follow=True)
    assert "已记下" in response.text
    assert "已有工作人员说不准" in response.text
    assert current(record).subject is None
    assert "要看执照" in at_desk.get(f"/office/records/{record.uid}/").text
