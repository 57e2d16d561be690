"""A record and a credit file as staff see them, and withdrawing a record."""

from datetime import timedelta

from django.test import Client
from tests.web.office.conftest import FileRecord, signed_in

from gongxin.apps.accounts.models import User
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def test_the_own_department_sees_internal_fields_and_others_do_not(
    at_desk: Client, at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    address = f"/office/records/{file_record(subject).uid}/"
    assert "仅供内部" in at_desk.get(address).text
    others = at_other_desk.get(address)
    assert others.status_code == 200
    assert "仅供内部" not in others.text
    assert "撤回这条记录" not in others.text


def test_an_unpublished_record_is_hidden_from_other_departments(
    at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, public_from=None, public_until=None)
    assert at_other_desk.get(f"/office/records/{record.uid}/").status_code == 404


def test_withdrawing_asks_for_a_reason_and_takes_the_record_away(
    at_desk: Client, at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    address = f"/office/records/{record.uid}/withdraw/"
    assert "立即看不到" in at_desk.get(address).text
    refused = at_desk.post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert "请写明理由" in refused.text
    response = at_desk.post(address, {"reason": "处罚决定已被撤销"}, follow=True)
    assert "已撤回" in response.text
    assert Act.objects.get().reason == "处罚决定已被撤销"
    assert at_other_desk.get(f"/office/records/{record.uid}/").status_code == 404


def test_another_department_cannot_withdraw(
    at_other_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    response = at_other_desk.post(f"/office/records/{record.uid}/withdraw/", {"reason": "不该"})
    assert response.status_code == 403
    assert "只有报送该记录的部门" in response.text
    assert Record.objects.get().known_until is None


def test_withdrawing_twice_is_a_conflict_told_in_words(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    address = f"/office/records/{file_record(subject).uid}/withdraw/"
    at_desk.post(address, {"reason": "处罚决定已被撤销"})
    again = at_desk.post(address, {"reason": "处罚决定已被撤销"})
    assert again.status_code == 409
    assert "已被撤回" in again.text


def test_the_file_shows_what_was_known_on_the_day(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    address = f"/office/subjects/{subject.code}"
    assert "公市监罚〔2026〕1号" in at_desk.get(address).text
    past = at_desk.get(address, {"as_of": str(legal_today() - timedelta(days=25))}).text
    assert "公市监罚〔2026〕1号" not in past
    assert "在您可查看的范围内没有记录" in past


def test_a_bad_day_is_told_and_todays_file_shown(
    clerk: User, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    client = signed_in(clerk)
    for day in ("昨天", str(legal_today() + timedelta(days=1))):
        response = client.get(f"/office/subjects/{subject.code}", {"as_of": day})
        assert response.status_code == 422
        assert day in response.text
        assert "公市监罚〔2026〕1号" in response.text


def test_organisations_are_found_and_unknown_ones_told(at_desk: Client, subject: Subject) -> None:
    assert subject.code in at_desk.get("/office/subjects/", {"q": "晨光"}).text
    assert "没有名称或代码含“无此”的组织" in at_desk.get("/office/subjects/", {"q": "无此"}).text
    assert at_desk.get("/office/subjects/NOSUCHCODE").status_code == 404


def test_choices_and_amounts_are_shown_in_the_readers_words(
    clerk: User, subject: Subject, file_record: FileRecord
) -> None:
    address = f"/office/records/{file_record(subject).uid}/"
    english = signed_in(clerk, gongxin_language="en").get(address).text
    assert "<dd>Fine</dd>" in english
    assert "<dd>0.2</dd>" in english
    assert "<dd>罚款</dd>" in signed_in(clerk).get(address).text


def test_a_quashed_decision_is_taken_down_with_its_document(
    at_desk: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    address = f"/office/records/{record.uid}/withdraw/"
    assert "撤销该决定的文书文号" in at_desk.get(address).text
    typed = {"reason": "复议机关撤销了处罚决定", "document": "公政复〔2026〕8号"}
    assert at_desk.post(address, typed).status_code == 302
    act = Act.objects.get(record_uid=record.uid)
    assert (act.kind, act.basis) == ("quashed", "公政复〔2026〕8号")
    assert Client().get(f"/records/{record.uid}").status_code == 404
    assert "公政复〔2026〕8号" in at_desk.get(f"/office/records/{record.uid}/").text
