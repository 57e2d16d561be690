"""Departments and their keys, as they are looked up."""

import hashlib

from django.db.models import QuerySet

from gongxin.apps.accounts.models import ApiKey, Department, User


def department_by_code(code: str) -> Department | None:
    """The department with this Unified Social Credit Code, active or not."""
    return Department.objects.filter(code=code.strip().upper()).first()


def user_by_name(name: str) -> User | None:
    """The active account with this login name."""
    return User.objects.filter(username=name.strip(), is_active=True).first()


def departments() -> QuerySet[Department]:
    """All departments, by code."""
    return Department.objects.all()


def key_by_plain(plain: str) -> ApiKey | None:
    """The key that is not revoked and whose department is active, with its department."""
    if not plain.startswith("gx_"):
        return None
    return (
        ApiKey.objects.select_related("department")
        .filter(key_sha256=key_digest(plain), revoked_at=None, department__active=True)
        .first()
    )


def department_by_api_key(plain: str) -> Department | None:
    """The active department that this key speaks for, or None."""
    key = key_by_plain(plain)
    return key.department if key else None


def api_keys_of(department: Department) -> QuerySet[ApiKey]:
    """A department's keys, the newest first, revoked ones included."""
    return ApiKey.objects.filter(department=department).order_by("-pk")


def key_digest(plain: str) -> str:
    """What is kept of a key: enough to know it again, not enough to use it."""
    return hashlib.sha256(plain.encode()).hexdigest()
