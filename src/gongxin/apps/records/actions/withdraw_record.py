"""Take a record out of every file, because it should not have been filed."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.outbox import tell
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.holding import close, given_reason, hold_current
from gongxin.apps.records.models import Act
from gongxin.apps.records.permission import require_own


@transaction.atomic
def withdraw_record(
    *, officer: User, uid: UUID, reason: str, basis: str = "", revision: int | None = None
) -> Act:
    """Withdraw the record with this ``uid``; it leaves all public views at once, of past days too.

    For the department that filed it and the credit office. Raises NotAllowed, NotFound, Invalid
    without a reason, Conflict when it was withdrawn or changed already.
    """
    reason = given_reason(reason)
    record = hold_current(uid, revision=revision)
    require_own(officer, record)
    close(record, datetime.now(UTC))
    act = put_on_file(
        Act.Kind.WITHDRAWN,
        record,
        officer=officer,
        reason=reason,
        basis=basis,
        subject=record.subject,
    )
    tell(
        "record_withdrawn",
        subject=record.subject,
        record_uid=record.uid,
        item=record.item,
        department=record.department.code,
        cause="withdrawn",
    )
    return act
