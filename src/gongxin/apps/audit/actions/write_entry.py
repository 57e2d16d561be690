"""Write down who did what."""

from collections.abc import Mapping

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.models import AuditEntry


def write_entry(
    *,
    officer: User | None,
    department: Department | None,
    verb: str,
    target: str,
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Adds an entry to the audit trail, in the transaction of what it tells of.

    ``target`` names one thing: ``submission:12``, ``record:<uid>``, ``subject:<code>``.
    ``detail`` is JSON and must hold no personal data and no secret.
    """
    return AuditEntry.objects.create(
        officer=officer,
        department=department,
        verb=verb,
        target=target,
        detail=dict(detail or {}),
    )
