"""Take a key back."""

from django.db import transaction
from django.utils import timezone

from gongxin.apps.accounts.models import ApiKey, User
from gongxin.apps.accounts.permissions import department_of, is_credit_office
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import NotFound
from gongxin.core.text import Text


def revoke_api_key(*, key_id: int, officer: User | None = None) -> ApiKey:
    """The key, which no longer opens anything. Revoking twice keeps the first time.

    Raises:
        NotFound: there is no such key in a department that the officer acts for.
    """
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
        if key is None or not _may_revoke(officer, key):
            raise NotFound("no_such_key", Text("没有这个密钥。", "There is no such key."))
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
            write_entry(
                officer=officer,
                department=key.department,
                verb="revoke_api_key",
                target=f"api_key:{key.pk}",
                detail={"prefix": key.prefix},
            )
    return key


def _may_revoke(officer: User | None, key: ApiKey) -> bool:
    if officer is None or is_credit_office(officer):
        return True
    return department_of(officer) == key.department
