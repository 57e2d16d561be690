"""One submission's page: progress, faults, workbook, and what other departments do not see."""

import pytest
from django.test import Client
from tests.web.office.conftest import FileRecord, make_submission, signed_in

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission

PAGES = ("", "progress/", "records/", "faults.csv", "workbook.xlsx")


@pytest.mark.parametrize("page", PAGES)
def test_another_department_sees_none_of_it(
    at_other_desk: Client, submission: Submission, page: str
) -> None:
    response = at_other_desk.get(f"/office/submissions/{submission.pk}/{page}")
    assert response.status_code == 404
    assert submission.filename not in response.text


@pytest.mark.parametrize("page", PAGES)
def test_a_submission_that_never_was_is_told(at_desk: Client, page: str) -> None:
    assert at_desk.get(f"/office/submissions/999/{page}").status_code == 404


def test_the_credit_office_sees_it(at_credit_office: Client, submission: Submission) -> None:
    assert submission.filename in at_credit_office.get(f"/office/submissions/{submission.pk}/").text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("received", "已收到，等待处理"),
        ("checking", "正在检查每个单元格"),
        ("linking", "正在关联信用主体"),
        ("filing", "正在入库"),
    ],
)
def test_progress_is_told_in_words_and_renews_itself(
    at_desk: Client, department: Department, clerk: User, state: str, words: str
) -> None:
    going = make_submission(department, clerk, state=state, progress=42)
    address = f"/office/submissions/{going.pk}/"
    page = at_desk.get(address).text
    assert words in page
    assert "42%" in page
    assert f'hx-get="{address}progress/"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    part = at_desk.get(f"{address}progress/")
    assert words in part.text
    assert "<html" not in part.text
    assert "HX-Refresh" not in part


def test_the_page_is_asked_for_whole_when_the_work_is_done(
    at_desk: Client, submission: Submission
) -> None:
    part = at_desk.get(f"/office/submissions/{submission.pk}/progress/")
    assert part["HX-Refresh"] == "true"
    page = at_desk.get(f"/office/submissions/{submission.pk}/").text
    assert "全部入库" in page
    assert "hx-get" not in page


@pytest.mark.parametrize(("language", "said"), [("zh", "文件是空的"), ("en", "The file is empty")])
def test_a_refused_file_is_told_in_words(
    clerk: User, department: Department, language: str, said: str
) -> None:
    refused = make_submission(
        department,
        clerk,
        state=Submission.State.REJECTED,
        error={"code": "empty", "zh": "文件是空的。", "en": "The file is empty."},
    )
    client = signed_in(clerk, gongxin_language=language)
    page = client.get(f"/office/submissions/{refused.pk}/").text
    assert said in page
    assert f"/office/submit/?item={refused.item}" in page
    assert client.get(f"/office/submissions/{refused.pk}/workbook.xlsx").status_code == 404


def test_the_records_of_a_submission_can_be_withdrawn_one_by_one(
    at_desk: Client, submission: Submission, subject: object, file_record: FileRecord
) -> None:
    record = file_record(subject)
    page = at_desk.get(f"/office/submissions/{submission.pk}/records/").text
    assert f"/office/records/{record.uid}/withdraw/" in page
    at_desk.post(f"/office/records/{record.uid}/withdraw/", {"reason": "决定已撤销"})
    after = at_desk.get(f"/office/submissions/{submission.pk}/records/").text
    assert "已撤回" in after
    assert f"/office/records/{record.uid}/withdraw/" not in after


def test_the_same_file_again_leads_to_the_first(
    at_desk: Client, submission: Submission, clerk: User
) -> None:
    again = make_submission(submission.department, clerk, duplicate_of=submission)
    page = at_desk.get(f"/office/submissions/{again.pk}/").text
    assert f'href="/office/submissions/{submission.pk}/"' in page
    assert "内容没有重复入库" in page
