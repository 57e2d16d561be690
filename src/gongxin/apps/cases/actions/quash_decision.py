"""Take down the record of a decision that was quashed on review or in court, with a trace."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.outbox import tell
from gongxin.apps.errors import Invalid
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.holding import given_reason, hold_current
from gongxin.apps.records.models import Act
from gongxin.apps.records.permission import require_own
from gongxin.apps.records.stopping import take_down
from gongxin.core.dates import legal_day
from gongxin.core.text import Text


@transaction.atomic
def quash_decision(
    *, officer: User, uid: UUID, document: str, reason: str, revision: int | None = None
) -> Act:
    """The act; the record is gone from all public views at once, of past days too.

    ``document`` names the decision on review or the judgement. For the department that filed the
    record and the credit office. The same row sent again does not become public again.

    Raises NotAllowed, NotFound, Invalid (no reason or document), Conflict (closed or changed).
    """
    reason = given_reason(reason)
    if not document.strip():
        raise Invalid("document_missing", _DOCUMENT)
    record = hold_current(uid, revision=revision)
    require_own(officer, record)
    act = put_on_file(
        Act.Kind.QUASHED,
        record,
        officer=officer,
        reason=reason,
        basis=document,
        subject=record.subject,
    )
    now = datetime.now(UTC)
    take_down(record, on=legal_day(now), at=now)
    tell(
        "record_withdrawn",
        subject=record.subject,
        record_uid=record.uid,
        item=record.item,
        department=record.department.code,
        cause="quashed",
    )
    return act


_DOCUMENT = Text(
    "请写明撤销该决定的复议决定书或判决书的文号。",
    "Name the decision on review, or the judgement, by which it was quashed.",
)
