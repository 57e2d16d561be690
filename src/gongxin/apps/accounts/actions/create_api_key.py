"""Give a department's machine a key."""

import secrets

from django.db import transaction

from gongxin.apps.accounts.models import ApiKey, Department, User
from gongxin.apps.accounts.permissions import department_of, is_credit_office
from gongxin.apps.accounts.queries import key_digest
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Invalid, NotAllowed
from gongxin.core.text import Text


def create_api_key(*, department: Department, label: str, officer: User | None = None) -> str:
    """A new key in plain, ``gx_<prefix>_<secret>``: shown once, as only its digest is kept.

    Raises:
        NotAllowed: the officer acts for another department, or the department is closed.
        Invalid: there is no label, or it is longer than 100 characters.
    """
    if officer is not None and not _may_manage(officer, department):
        raise NotAllowed("not_own_department", _NOT_ALLOWED)
    if not department.active:
        raise NotAllowed("department_inactive", _INACTIVE)
    label = label.strip()
    if not 0 < len(label) <= 100:
        raise Invalid("bad_label", _BAD_LABEL)
    prefix = secrets.token_hex(4)
    plain = f"gx_{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        key = ApiKey.objects.create(
            department=department, label=label, prefix=prefix, key_sha256=key_digest(plain)
        )
        write_entry(
            officer=officer,
            department=department,
            verb="create_api_key",
            target=f"api_key:{key.pk}",
            detail={"prefix": prefix},
        )
    return plain


def _may_manage(officer: User, department: Department) -> bool:
    return is_credit_office(officer) or department_of(officer) == department


_NOT_ALLOWED = Text(
    "只能为本部门创建密钥。", "A key can only be made for the department one acts for."
)
_INACTIVE = Text("该部门已停用。", "This department is closed.")
_BAD_LABEL = Text(
    "请填写密钥用途，最长100个字符。", "Say what the key is for, in 1 to 100 characters."
)
