"""Send a waiting record back to the department that filed it."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import Conflict
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.holding import close, given_reason, hold_current
from gongxin.apps.records.models import Act
from gongxin.apps.records.permission import require_linking
from gongxin.core.text import Text


@transaction.atomic
def send_back_record(*, officer: User, uid: UUID, reason: str, revision: int | None = None) -> Act:
    """Take an unlinked record out of the queue; its department sees it as returned, with the reason.

    Raises NotAllowed, NotFound, Invalid without a reason, Conflict when it is linked or closed.
    """
    reason = given_reason(reason)
    record = hold_current(uid, revision=revision)
    require_linking(officer, record)
    if record.subject_id is not None:
        raise Conflict("already_linked", _LINKED)
    close(record, datetime.now(UTC))
    return put_on_file(Act.Kind.SENT_BACK, record, officer=officer, reason=reason)


_LINKED = Text(
    "该记录已关联到主体，不能退回；请先解除关联，或由报送部门撤回。",
    "This record is linked to an organisation and cannot be sent back: unlink it first, or let "
    "its department withdraw it.",
)
