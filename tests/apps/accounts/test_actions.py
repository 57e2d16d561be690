import pytest

from gongxin.apps.accounts import permissions, queries
from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.actions.create_department import create_department
from gongxin.apps.accounts.actions.create_user import create_user
from gongxin.apps.accounts.actions.revoke_api_key import revoke_api_key
from gongxin.apps.accounts.models import ApiKey, Department, User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, NotFound
from gongxin.core.identifiers import uscc

NEW_CODE = uscc.make("11", "329900", "43009999")


def new_department(**changed: object) -> Department:
    values = {"code": NEW_CODE, "name": "公信市测试局", "sector": "test", "region": "329900"}
    return create_department(**{**values, **changed})


def test_a_department_is_created_with_an_audit_entry(credit_officer: User) -> None:
    department = new_department(officer=credit_officer)
    entry = AuditEntry.objects.get(verb="create_department")
    assert department.active
    assert (entry.officer, entry.target) == (credit_officer, f"department:{NEW_CODE}")


def test_only_the_credit_office_creates_departments(clerk: User) -> None:
    with pytest.raises(NotAllowed):
        new_department(officer=clerk)
    assert not Department.objects.filter(code=NEW_CODE).exists()


@pytest.mark.parametrize("changed", [{"code": NEW_CODE[:-1] + "?"}, {"name": " "}, {"sector": ""}])
def test_an_incomplete_department_is_refused(db: None, changed: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        new_department(**changed)


def test_a_code_is_taken_once(db: None) -> None:
    new_department()
    with pytest.raises(Conflict):
        new_department(name="公信市另一局")


def test_a_user_signs_in_with_the_password_given(department: Department) -> None:
    user = create_user(username="li", password="a-long-phrase-42", department=department)
    assert user.check_password("a-long-phrase-42")
    assert user.department == department


def test_a_weak_password_is_refused_in_both_languages(department: Department) -> None:
    with pytest.raises(Invalid) as refused:
        create_user(username="li", password="12345", department=department)
    assert "password" in refused.value.text.en
    assert "密码" in refused.value.text.zh


def test_a_user_name_is_taken_once(clerk: User, department: Department) -> None:
    with pytest.raises(Conflict):
        create_user(username="clerk", password="a-long-phrase-42", department=department)


def test_a_key_opens_its_department_until_it_is_revoked(clerk: User) -> None:
    assert clerk.department is not None
    plain = create_api_key(department=clerk.department, label="前置机", officer=clerk)
    kept = ApiKey.objects.get()
    assert queries.department_by_api_key(plain) == clerk.department
    assert plain not in (kept.key_sha256, kept.prefix)
    assert plain.startswith(f"gx_{kept.prefix}_")
    revoke_api_key(key_id=kept.pk, officer=clerk)
    assert queries.department_by_api_key(plain) is None


def test_a_key_of_a_closed_department_opens_nothing(department: Department) -> None:
    plain = create_api_key(department=department, label="前置机")
    Department.objects.update(active=False)
    assert queries.department_by_api_key(plain) is None


def test_nobody_manages_another_departments_keys(clerk: User, other_clerk: User) -> None:
    assert clerk.department is not None
    with pytest.raises(NotAllowed):
        create_api_key(department=clerk.department, label="x", officer=other_clerk)
    create_api_key(department=clerk.department, label="x", officer=clerk)
    with pytest.raises(NotFound):
        revoke_api_key(key_id=ApiKey.objects.get().pk, officer=other_clerk)
    assert ApiKey.objects.get().revoked_at is None


def test_a_disabled_user_acts_for_nobody(clerk: User) -> None:
    assert permissions.department_of(clerk) is not None
    clerk.is_active = False
    assert permissions.department_of(clerk) is None
