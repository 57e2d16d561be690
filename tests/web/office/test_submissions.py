"""The list of submissions and the first page."""

import pytest
from django.test import Client
from tests.web.office.conftest import make_submission, signed_in

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission


@pytest.fixture
def submissions(
    department: Department, clerk: User, other_department: Department, other_clerk: User
) -> None:
    make_submission(department, clerk, filename="一.csv")
    make_submission(
        department, clerk, filename="二.csv", item="permit", state=Submission.State.PARTLY_FILED
    )
    make_submission(other_department, other_clerk, filename="三.csv")


def named(page: str) -> set[str]:
    return {name for name in ("一.csv", "二.csv", "三.csv") if name in page}


@pytest.mark.parametrize("address", ["/office/", "/office/submissions/"])
def test_a_department_sees_its_own_and_the_credit_office_all(
    submissions: None,
    at_desk: Client,
    at_other_desk: Client,
    at_credit_office: Client,
    address: str,
) -> None:
    assert named(at_desk.get(address).text) == {"一.csv", "二.csv"}
    assert named(at_other_desk.get(address).text) == {"三.csv"}
    assert named(at_credit_office.get(address).text) == {"一.csv", "二.csv", "三.csv"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"item": "permit"}, {"二.csv"}),
        ({"state": "filed"}, {"一.csv", "三.csv"}),
        ({"item": "penalty", "state": "partly_filed"}, set()),
        ({"item": "nonsense"}, {"一.csv", "二.csv", "三.csv"}),
    ],
)
def test_the_list_is_narrowed_by_the_address(
    submissions: None, at_credit_office: Client, query: dict[str, str], found: set[str]
) -> None:
    page = at_credit_office.get("/office/submissions/", query).text
    assert named(page) == found
    assert found or "没有符合这些条件的报送" in page


def test_the_credit_office_narrows_to_a_department(
    submissions: None, at_credit_office: Client, other_department: Department
) -> None:
    query = {"department": other_department.code}
    assert named(at_credit_office.get("/office/submissions/", query).text) == {"三.csv"}


def test_a_clerk_cannot_reach_another_department_through_the_filter(
    submissions: None, at_desk: Client, other_department: Department
) -> None:
    query = {"department": other_department.code}
    assert named(at_desk.get("/office/submissions/", query).text) == set()


def test_long_lists_are_paged_and_the_filter_is_kept(
    at_desk: Client, department: Department, clerk: User
) -> None:
    for number in range(30):
        make_submission(department, clerk, filename=f"文件{number:02}.csv")
    first = at_desk.get("/office/submissions/", {"item": "penalty"}).text
    assert "文件29.csv" in first
    assert "文件04.csv" not in first
    assert "item=penalty&amp;page=2" in first
    assert "文件04.csv" in at_desk.get("/office/submissions/", {"page": "2"}).text
    assert at_desk.get("/office/submissions/", {"page": "nonsense"}).status_code == 200


def test_the_first_page_counts_what_waits(submissions: None, clerk: User) -> None:
    page = signed_in(clerk, gongxin_language="en").get("/office/").text
    assert "submissions with rows to correct" in page
    assert "Partly filed, rows to correct" in page


def test_an_empty_office_says_so(at_desk: Client) -> None:
    assert "还没有报送过文件" in at_desk.get("/office/").text
    assert "还没有报送过文件" in at_desk.get("/office/submissions/").text
