"""Release an organisation from a commitment whose matter is over."""

from datetime import UTC, datetime

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.commitments import record_of, require_filed
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.models import Act
from gongxin.apps.records.stopping import hold_if_open, take_down
from gongxin.core.dates import legal_day


@transaction.atomic
def release_commitment(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The closed case; the commitment is no longer in the public file, and the trace says why.

    Raises NotFound, NotAllowed (another department), Conflict (it has moved on, or is on its way into
    the file), Invalid (no reason).
    """
    case = advance(
        number,
        "release",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        kind="commitment",
    )
    require_filed(case)
    uid, now = record_of(case), datetime.now(UTC)
    record = hold_if_open(uid) if uid else None
    if record is not None:
        why = reason.strip() or reason_code
        put_on_file(Act.Kind.WITHDRAWN, record, officer=officer, reason=why, subject=record.subject)
        take_down(record, on=legal_day(now), at=now)
    return case
