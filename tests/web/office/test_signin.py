"""Signing in, being locked out, signing out."""

import pytest
from django.test import Client

from gongxin.apps.accounts.models import User

LOGIN = "/office/login/"


@pytest.mark.parametrize(
    "address",
    [
        "/office/",
        "/office/submit/",
        "/office/submissions/",
        "/office/submissions/1/",
        "/office/queue/",
        "/office/keys/",
        "/office/subjects/91329901MA00000075",
    ],
)
def test_nobody_enters_without_signing_in(db: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(f"{LOGIN}?next=/office/")


def test_a_clerk_signs_in_and_is_led_to_the_page_that_was_asked_for(clerk: User) -> None:
    client = Client()
    answer = {"username": "clerk", "password": "clerk-password", "next": "/office/keys/"}
    response = client.post(LOGIN, answer)
    assert response.status_code == 302
    assert response["Location"] == "/office/keys/"
    assert "公信市市场监督管理局" in client.get("/office/keys/").text


def test_a_foreign_address_is_not_followed(clerk: User) -> None:
    answer = {"username": "clerk", "password": "clerk-password", "next": "//elsewhere.example/"}
    assert Client().post(LOGIN, answer)["Location"] == "/office/"


@pytest.mark.parametrize(("language", "said"), [("zh", "用户名或密码不对"), ("en", "wrong")])
def test_a_wrong_password_is_told_in_words(clerk: User, language: str, said: str) -> None:
    response = Client().post(f"{LOGIN}?lang={language}", {"username": "clerk", "password": "guess"})
    assert response.status_code == 422
    assert said in response.text


def test_after_five_wrong_passwords_the_right_one_waits_too(clerk: User) -> None:
    client = Client()
    for _ in range(5):
        client.post(LOGIN, {"username": "clerk", "password": "guess"})
    response = client.post(LOGIN, {"username": "clerk", "password": "clerk-password"}, follow=True)
    assert response.status_code == 429
    assert "登录失败次数过多" in response.text
    assert "_auth_user_id" not in client.session


def test_an_account_without_department_is_told_so(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("nobody", password="nobody-password"))
    response = client.get("/office/")
    assert response.status_code == 403
    assert "没有所属部门" in response.text


def test_signing_out_needs_a_post(at_desk: Client) -> None:
    assert at_desk.get("/office/logout/").status_code == 405
    assert at_desk.post("/office/logout/").status_code == 302
    assert at_desk.get("/office/keys/").status_code == 302


def test_pages_of_the_office_are_kept_by_no_cache(at_desk: Client) -> None:
    assert "no-store" in at_desk.get("/office/keys/")["Cache-Control"]


def test_a_form_sent_after_the_session_ended_leads_to_the_first_page(db: None) -> None:
    response = Client().post("/office/keys/", {"label": "处罚系统"})
    assert response["Location"] == f"{LOGIN}?next=/office/"


def test_progress_after_the_session_ended_renews_the_whole_page(db: None) -> None:
    response = Client().get("/office/submissions/1/progress/", headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert response.text == ""
