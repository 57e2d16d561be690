"""Undo a link that was wrong, so that it does not come back."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.outbox import tell
from gongxin.apps.errors import Conflict
from gongxin.apps.records.acting import judge, put_on_file
from gongxin.apps.records.holding import add_revision, given_reason, hold_current
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.permission import require_linking
from gongxin.apps.subjects.models import Judgement
from gongxin.core.text import Text


@transaction.atomic
def unlink_record(*, officer: User, uid: UUID, reason: str, revision: int | None = None) -> Record:
    """Take a record off its organisation and back to the queue; the pair is judged "not the same".

    Subscribers are told which organisation it was taken off. Returns the new, unlinked revision.
    Raises NotAllowed, NotFound, Invalid without a reason, Conflict when the record is not linked or
    has changed.
    """
    reason = given_reason(reason)
    record = hold_current(uid, revision=revision)
    require_linking(officer, record)
    subject = record.subject
    if subject is None:
        raise Conflict("not_linked", _NOT_LINKED)
    unlinked = add_revision(
        record, change=Record.Change.UNLINKED, subject_id=None, linked_by="", at=datetime.now(UTC)
    )
    put_on_file(Act.Kind.UNLINKED, unlinked, officer=officer, reason=reason, subject=subject)
    judge(record, subject, Judgement.Verdict.NOT_SAME, officer=officer, reason=reason)
    tell(
        "record_unlinked",
        subject=subject,
        record_uid=record.uid,
        item=record.item,
        department=record.department.code,
        judged=Judgement.Verdict.NOT_SAME,
    )
    return unlinked


_NOT_LINKED = Text(
    "该记录没有关联主体，可能已由他人解除；请刷新页面。",
    "This record is not linked to an organisation; someone else may have unlinked it. Reload the "
    "page.",
)
