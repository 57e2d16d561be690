import pytest
from django.test import Client
from tests.web.portal.conftest import MakeSubject

from gongxin.apps.subjects.models import Subject


def test_two_characters_find_an_organisation(client: Client, subject: Subject) -> None:
    page = client.get("/search", {"q": "晨光"}).content.decode()
    assert f'href="/subjects/{subject.code}"' in page
    assert "<mark>晨光</mark>" in page
    assert "找到 1 家" in page


def test_part_of_a_code_finds_it(client: Client, subject: Subject) -> None:
    assert subject.name in client.get("/search", {"q": subject.code[:12]}).content.decode()


def test_a_whole_code_leads_to_the_file(client: Client, subject: Subject) -> None:
    response = client.get("/search", {"q": f" {subject.code.lower()} "})
    assert response.status_code == 302
    assert response["Location"] == f"/subjects/{subject.code}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("没有找到“不存在”", "已检索本市全部组织", "北京时间")),
        (
            "en",
            ("Nothing found for “不存在”", "Searched: present and former names", "Beijing time"),
        ),
    ],
)
def test_nothing_found_says_what_was_searched_and_when(
    client: Client, subject: Subject, language: str, words: tuple[str, ...]
) -> None:
    page = client.get("/search", {"q": "不存在", "lang": language}).content.decode()
    assert [word for word in words if word not in page] == []


def test_empty_search_invites(client: Client, subject: Subject) -> None:
    page = client.get("/search").content.decode()
    assert "两个字就能查" in page
    assert subject.name not in page


def test_names_are_escaped(client: Client, make_subject: MakeSubject) -> None:
    make_subject(7, "<b>晨光</b>商行")
    page = client.get("/search", {"q": "晨光"}).content.decode()
    assert "&lt;b&gt;<mark>晨光</mark>&lt;/b&gt;" in page
    page = client.get("/search", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_pages_turn_and_keep_the_text(client: Client, make_subject: MakeSubject) -> None:
    for number in range(25):
        make_subject(100 + number, f"公信市晨光{number}号有限公司")
    first = client.get("/search", {"q": "晨光"}).content.decode()
    assert "page=2" in first
    assert "找到 25 家" in first
    second = client.get("/search", {"q": "晨光", "page": "2"}).content.decode()
    assert second.count('class="hits__name"') == 5


def test_a_page_that_is_no_number_is_refused_gently(client: Client, subject: Subject) -> None:
    response = client.get("/search", {"q": "晨光", "page": "x"})
    assert response.status_code == 400
    assert "页码应为" in response.content.decode()


def test_an_unknown_parameter_is_named(client: Client, subject: Subject) -> None:
    page = client.get("/search", {"q": "晨光", "colour": "red"}).content.decode()
    assert "<code>colour</code>" in page
