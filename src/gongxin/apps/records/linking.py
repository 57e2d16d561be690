"""The steps of every link: hold a waiting record, tie it to an organisation, tell of it."""

from datetime import UTC, datetime
from uuid import UUID

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.outbox import tell
from gongxin.apps.errors import Conflict
from gongxin.apps.records.acting import judge, put_on_file
from gongxin.apps.records.holding import add_revision, hold_current
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.permission import require_linking
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.visibility import PUBLIC, visible
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.core.text import Text


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
    tell_of_link(linked)
    return linked


def tell_of_link(linked: Record) -> None:
    """Tell subscribers of a new link, where everyone now sees the record with its organisation.

    Call it last in the transaction. Of a record that is not public nobody is told.
    """
    if not Record.objects.filter(visible(PUBLIC, as_of()), pk=linked.pk).exists():
        return
    tell(
        "record_linked",
        subject=linked.subject,
        record_uid=linked.uid,
        item=linked.item,
        department=linked.department.code,
        evidence=linked.linked_by,
    )


_LINKED = Text(
    "该记录已由他人关联；请刷新页面查看。如关联有误，请先解除关联。",
    "Someone else has linked this record already; reload the page. If the link is wrong, unlink "
    "it first.",
)
