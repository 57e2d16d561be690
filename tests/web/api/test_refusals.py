"""Whatever is asked, the answer is the API's: a problem in the caller's language, with its headers."""

import pytest
from django.test import Client
from tests.web.api.conftest import ROOT

from gongxin.apps.subjects.models import Subject
from gongxin.web.api.routes import search

KEYS = {"type", "title", "status", "detail", "code", "instance", "errors"}


@pytest.mark.parametrize(
    "address", ["", "/nothing", "/items/", "/subjects", "/公信/x", "/records/x/y"]
)
def test_an_address_that_is_not_there(client: Client, db: None, address: str) -> None:
    answer = client.get(ROOT + (address or "/"))
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() == KEYS
    assert (body["code"], body["status"]) == ("no_such_address", 404)
    assert body["type"] == "urn:gongxin:problem:no_such_address"
    assert body["instance"] == ROOT + (address or "/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_a_method_that_is_not_taken(client: Client, db: None, method: str) -> None:
    answer = getattr(client, method)(f"{ROOT}/items")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert (answer["Content-Type"], answer.json()["code"]) == (
        "application/problem+json",
        "method_not_allowed",
    )


def test_several_methods_are_all_named(program: Client) -> None:
    answer = program.delete(f"{ROOT}/submissions")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_head_is_get_without_content(client: Client, db: None) -> None:
    whole, head = client.get(f"{ROOT}/items"), client.head(f"{ROOT}/items")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("asked", "language", "word"),
    [
        ("", "zh-CN", "参数"),
        ("en", "en", "parameters"),
        ("en-GB,en;q=0.9", "en", "parameters"),
        ("fr, zh;q=0.5, en;q=0.4", "zh-CN", "参数"),
        ("de", "zh-CN", "参数"),
        ("*", "zh-CN", "参数"),
    ],
)
def test_the_language_is_what_the_caller_accepts(
    client: Client, db: None, asked: str, language: str, word: str
) -> None:
    client.cookies["gongxin_language"] = "en" if language == "zh-CN" else "zh"
    answer = client.get(f"{ROOT}/search", headers={"accept-language": asked})
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]
    assert word in answer.json()["title"]
    assert word in answer.json()["detail"]


def test_a_failure_of_ours_shows_a_reference_and_no_traceback(
    client: Client,
    subject: Subject,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(search, "search_subjects", broken)
    answer = client.get(f"{ROOT}/search", {"q": "晨光"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "RateLimit-Limit" in answer
    assert "secret" not in answer.content.decode()
    reference = answer.json()["detail"].split("编号 ")[1][:8]
    assert reference in caplog.text
    assert "the secret inside" in caplog.text


def test_answers_to_a_key_are_kept_by_no_cache(client: Client, program: Client) -> None:
    assert program.get(f"{ROOT}/items")["Cache-Control"] == "private, no-store"
    assert "no-store" not in client.get(f"{ROOT}/items")["Cache-Control"]


def test_a_public_answer_opens_no_session(client: Client, subject: Subject) -> None:
    answer = client.get(f"{ROOT}/subjects/{subject.code}")
    assert not answer.cookies
