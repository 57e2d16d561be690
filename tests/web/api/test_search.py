"""Finding organisations: what is found, the pages, what may be asked."""

import pytest
from django.test import Client
from tests.web.api.conftest import ROOT, MakeSubject

from gongxin.apps.subjects.models import Subject


def test_two_characters_of_a_name_find_it(client: Client, subject: Subject) -> None:
    answer = client.get(f"{ROOT}/search", {"q": "晨光"})
    assert answer.status_code == 200
    assert answer.json() == {
        "total": 1,
        "capped": False,
        "page": 1,
        "size": 20,
        "subjects": [
            {
                "code": subject.code,
                "name": "公信市晨光机械有限公司",
                "region": "329901",
                "kind": "company",
                "status": "",
                "in_register": True,
                "matched": "公信市晨光机械有限公司",
                "by": "name",
            }
        ],
    }


def test_a_part_of_a_code_finds_it(client: Client, subject: Subject) -> None:
    found = client.get(f"{ROOT}/search", {"q": subject.code[:10]}).json()["subjects"]
    assert [(one["code"], one["by"]) for one in found] == [(subject.code, "code")]


def test_nothing_found_is_an_answer_too(client: Client, subject: Subject) -> None:
    answer = client.get(f"{ROOT}/search", {"q": "不存在的名称"})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)
    assert "Link" not in answer


def test_pages_lead_to_one_another(client: Client, make_subject: MakeSubject) -> None:
    for number in range(5):
        make_subject(number, f"公信市云湖第{number}商贸有限公司")
    seen: list[str] = []
    address: str | None = f"{ROOT}/search?q=%E4%BA%91%E6%B9%96&size=2"
    while address:
        answer = client.get(address)
        seen += [one["code"] for one in answer.json()["subjects"]]
        links = [link for link in answer.get("Link", "").split(", ") if 'rel="next"' in link]
        address = links[0].split(">")[0].lstrip("<") if links else None
    assert len(seen) == len(set(seen)) == 5
    assert 'page=2>; rel="prev"' in answer["Link"]


def test_a_page_beyond_the_end_is_empty_and_leads_back(client: Client, subject: Subject) -> None:
    answer = client.get(f"{ROOT}/search", {"q": "晨光", "page": 9})
    assert (answer.status_code, answer.json()["subjects"], answer.json()["total"]) == (200, [], 1)
    assert 'page=1>; rel="prev"' in answer["Link"]


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ({}, "q", "missing"),
        ({"q": ""}, "q", "string_too_short"),
        ({"q": "字" * 101}, "q", "string_too_long"),
        ({"q": "公信", "page": "0"}, "page", "greater_than_equal"),
        ({"q": "公信", "page": "1.0"}, "page", "whole_number"),
        ({"q": "公信", "page": "eins"}, "page", "whole_number"),
        ({"q": "公信", "size": "101"}, "size", "less_than_equal"),
        ({"q": "公信", "limit": "5"}, "limit", "unknown_parameter"),
        ({"q": ["公信", "云湖"]}, "q", "repeated_parameter"),
    ],
)
def test_what_may_not_be_asked(
    client: Client, db: None, query: dict[str, str], name: str, code: str
) -> None:
    answer = client.get(f"{ROOT}/search", query)
    assert answer.status_code == 422
    faults = answer.json()["errors"]
    assert [(f["location"], f["name"], f["code"]) for f in faults] == [("query", name, code)]


def test_an_unknown_parameter_is_told_with_the_known_ones_and_all_else_that_is_wrong(
    client: Client, db: None
) -> None:
    answer = client.get(f"{ROOT}/search", {"name": "公信", "size": "many"})
    faults = {fault["name"]: fault for fault in answer.json()["errors"]}
    assert faults.keys() == {"name", "size", "q"}
    assert "page, size, q" in faults["name"]["detail"]
    assert "many" in faults["size"]["detail"]
