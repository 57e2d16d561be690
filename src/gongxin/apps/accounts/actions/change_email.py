"""Change where a person's notices are mailed to."""

from django.db import transaction

from gongxin.apps.accounts.addresses import checked_email
from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry


@transaction.atomic
def change_email(*, user: User, email: str) -> User:
    """Keeps ``email`` as the person's own address; empty ends the mailing.

    Everyone may change their own. The address itself is not written to the audit trail.

    Raises:
        Invalid: it is no e-mail address.
    """
    user.email = checked_email(email)
    user.save(update_fields=["email"])
    write_entry(
        officer=user,
        department=user.department,
        verb="change_email",
        target=f"user:{user.pk}",
        detail={"mailed": bool(user.email)},
    )
    return user
