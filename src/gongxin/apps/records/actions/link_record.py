"""Tie a waiting record to the organisation it is about."""

from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import NotFound
from gongxin.apps.records.holding import given_reason
from gongxin.apps.records.linking import hold_unlinked, link_held
from gongxin.apps.records.models import Record
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


_NO_SUBJECT = Text(
    "没有代码为“{code}”的主体；请核对 18 位统一社会信用代码，或选择“新建主体”。",
    "There is no organisation with the code “{code}”; check the 18 characters, or create it.",
)
