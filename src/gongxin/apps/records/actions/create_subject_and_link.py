"""Enter an organisation that nobody has registered yet, and tie a waiting record to it."""

from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.records.acting import put_on_file
from gongxin.apps.records.holding import given_reason
from gongxin.apps.records.linking import hold_unlinked, link_held
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.actions.create_subject import create_subject


@transaction.atomic
def create_subject_and_link(
    *,
    officer: User,
    uid: UUID,
    code: str,
    name: str,
    region: str,
    reason: str,
    revision: int | None = None,
) -> Record:
    """Create the organisation, marked "not in the register yet", and link the record to it.

    Returns the new revision. Raises as ``create_subject`` (Invalid, Conflict) and ``link_record``;
    then neither the organisation nor the link is kept.
    """
    reason = given_reason(reason)
    record = hold_unlinked(uid, officer=officer, revision=revision)
    subject = create_subject(officer=officer, code=code, name=name, region=region, reason=reason)
    put_on_file(Act.Kind.SUBJECT_CREATED, record, officer=officer, reason=reason, subject=subject)
    return link_held(record, subject, officer=officer, reason=reason)
