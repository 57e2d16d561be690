"""Handing in a file: what is asked, what is refused, and where the bytes go."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.office.conftest import signed_in

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake import storage
from gongxin.apps.intake.models import Submission
from gongxin.core.dates import legal_today

SUBMIT = "/office/submit/"


def csv(content: bytes = b"a,b\n1,2\n", name: str = "处罚.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_before_the_answer(at_desk: Client, department: Department) -> None:
    content = "行政相对人名称\n".encode() * 400_000  # larger than what Django would keep in memory
    response = at_desk.post(SUBMIT, {"item": "penalty", "file": csv(content)})
    submission = Submission.objects.get()
    assert response["Location"] == f"/office/submissions/{submission.pk}/"
    assert storage.raw_file(submission.pk).read_bytes() == content
    assert (submission.department, submission.channel) == (department, "office")
    assert submission.filename == "处罚.csv"
    assert submission.received_on == legal_today()


def test_nothing_else_of_an_upload_is_left_on_the_disk(at_desk: Client) -> None:
    at_desk.post(SUBMIT, {"item": "penalty", "file": csv(b"planted" * 1_000_000)})
    submission = Submission.objects.get()
    left = [p for p in storage.home().rglob("*") if p.is_file() and b"planted" in p.read_bytes()]
    assert left == [storage.raw_file(submission.pk)]


def test_only_items_the_department_may_submit_are_offered(
    at_desk: Client, at_other_desk: Client, at_credit_office: Client
) -> None:
    assert 'value="registration"' in at_desk.get(SUBMIT).text
    assert 'value="registration"' not in at_other_desk.get(SUBMIT).text


def test_an_item_that_was_not_offered_is_refused(at_other_desk: Client) -> None:
    response = at_other_desk.post(SUBMIT, {"item": "registration", "file": csv()})
    assert response.status_code == 422
    assert "本部门不能报送这个目录项" in response.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"item": "penalty"}, "请选择要报送的文件"),
        ({"item": "", "file": csv()}, "请选择这个文件属于哪个目录项"),
        ({"item": "penalty", "file": csv(), "received_on": "明天"}, "日期看不懂"),
        ({"item": "penalty", "file": csv(), "received_on": "2999-01-01"}, "不能晚于今天"),
    ],
)
def test_what_is_missing_is_told_and_nothing_kept(
    at_desk: Client, answer: dict[str, object], said: str
) -> None:
    response = at_desk.post(SUBMIT, answer)
    assert response.status_code == 422
    assert said in response.text
    assert not Submission.objects.exists()


def test_what_is_missing_is_told_in_english(clerk: User) -> None:
    response = signed_in(clerk, gongxin_language="en").post(SUBMIT, {"item": "penalty"})
    assert "Choose the file to submit" in response.text


def test_a_file_that_is_too_large_is_refused(
    at_desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GONGXIN_MAX_UPLOAD", 1000)
    response = at_desk.post(SUBMIT, {"item": "penalty", "file": csv(b"x" * 1001)})
    assert response.status_code == 413
    assert "文件超过上限" in response.text
    assert not Submission.objects.exists()
    assert not list(storage.raw_root().iterdir())


def test_a_forged_form_submits_nothing(clerk: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    response = browser.post(SUBMIT, {"item": "penalty", "file": csv()})
    assert response.status_code == 403
    assert not Submission.objects.exists()


def test_the_form_of_the_page_itself_is_taken(clerk: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    browser.get(SUBMIT)
    token = browser.cookies["csrftoken"].value
    answer = {"item": "penalty", "file": csv(), "csrfmiddlewaretoken": token}
    assert browser.post(SUBMIT, answer).status_code == 302


def test_the_template_of_an_item_is_a_workbook(at_desk: Client) -> None:
    response = at_desk.get("/office/templates/penalty.xlsx")
    assert b"".join(response).startswith(b"PK")
    assert "attachment" in response["Content-Disposition"]
    assert at_desk.get("/office/templates/nothing.xlsx").status_code == 404


@pytest.fixture(autouse=True)
def _own_home(home: object) -> None:
    """Every test has a home folder of its own."""
