"""API keys: shown once, ended at once, and only one's own."""

import re

from django.test import Client

from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import ApiKey, Department, User
from gongxin.apps.accounts.queries import department_by_api_key


def test_a_new_key_is_shown_once_and_works(at_desk: Client, department: Department) -> None:
    response = at_desk.post("/office/keys/", {"label": "处罚系统"})
    shown = re.search(r"gx_[0-9a-f]{8}_[\w-]+", response.text)
    assert response.status_code == 200
    assert shown
    assert department_by_api_key(shown.group()) == department
    again = at_desk.get("/office/keys/").text
    assert shown.group() not in again
    assert "处罚系统" in again


def test_a_key_needs_a_label(at_desk: Client) -> None:
    response = at_desk.post("/office/keys/", {"label": " "})
    assert response.status_code == 422
    assert "请写明这把密钥给谁用" in response.text
    assert not ApiKey.objects.exists()


def test_a_revoked_key_opens_nothing(at_desk: Client, department: Department) -> None:
    plain = create_api_key(department=department, label="旧系统")
    response = at_desk.post(f"/office/keys/{ApiKey.objects.get().pk}/revoke/", follow=True)
    assert "密钥已停用" in response.text
    assert department_by_api_key(plain) is None


def test_another_departments_keys_are_neither_seen_nor_ended(
    at_other_desk: Client, department: Department
) -> None:
    plain = create_api_key(department=department, label="旧系统")
    assert "旧系统" not in at_other_desk.get("/office/keys/").text
    response = at_other_desk.post(f"/office/keys/{ApiKey.objects.get().pk}/revoke/")
    assert response.status_code == 404
    assert department_by_api_key(plain) == department


def test_a_forged_form_makes_no_key(clerk: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    response = browser.post("/office/keys/", {"label": "伪造"})
    assert response.status_code == 403
    assert not ApiKey.objects.exists()
