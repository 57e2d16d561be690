"""Tie a waiting record to the organisation it is about."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import Conflict, NotFound
from gongxin.apps.records.actions.acting import judge, put_on_file
from gongxin.apps.records.actions.holding import add_revision, given_reason, hold_current
from gongxin.apps.records.actions.permission import require_linking
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.apps.subjects.queries import find_subject
from gongxin.core.text import Text


@transaction.atomic
def link_record(
    *, officer: User, uid: UUID, code: str, reason: str, revision: int | None = None
) -> Record:
    """Link the waiting record to the organisation with this code, and remember the judgement.

    Returns the new revision. Raises NotAllowed, Invalid without a reason, NotFound for an unknown
    record or code, Conflict when someone else has linked, changed or closed the record.
    """
    reason = given_reason(reason)
    record = hold_unlinked(uid, officer=officer, revision=revision)
    subject = find_subject(code)
    if subject is None:
        raise NotFound("no_subject", _NO_SUBJECT.format(code=code))
    return link_held(record, subject, officer=officer, reason=reason)


def hold_unlinked(uid: UUID, *, officer: User, revision: int | None) -> Record:
    """The waiting record, locked, for an officer who may link it; Conflict when it is linked."""
    record = hold_current(uid, revision=revision)
    require_linking(officer, record)
    if record.subject_id is not None:
        raise Conflict("already_linked", _LINKED)
    return record


def link_held(record: Record, subject: Subject, *, officer: User, reason: str) -> Record:
    """The linked revision of a record that this transaction holds, with act and judgement."""
    linked = add_revision(
        record,
        change=Record.Change.LINKED,
        subject_id=subject.pk,
        linked_by="officer",
        at=datetime.now(UTC),
    )
    put_on_file(Act.Kind.LINKED, linked, officer=officer, reason=reason, subject=subject)
    judge(record, subject, Judgement.Verdict.SAME, officer=officer, reason=reason)
    return linked


_LINKED = Text(
    "该记录已由他人关联；请刷新页面查看。如关联有误，请先解除关联。",
    "Someone else has linked this record already; reload the page. If the link is wrong, unlink "
    "it first.",
)
_NO_SUBJECT = Text(
    "没有代码为“{code}”的主体；请核对 18 位统一社会信用代码，或选择“新建主体”。",
    "There is no organisation with the code “{code}”; check the 18 characters, or create it.",
)
