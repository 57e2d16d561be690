"""The two steps of every link: hold a waiting record, and tie it to an organisation."""

from datetime import UTC, datetime
from uuid import UUID

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import Conflict
from gongxin.apps.records.acting import judge, put_on_file
from gongxin.apps.records.holding import add_revision, hold_current
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.permission import require_linking
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
    return linked


_LINKED = Text(
    "该记录已由他人关联；请刷新页面查看。如关联有误，请先解除关联。",
    "Someone else has linked this record already; reload the page. If the link is wrong, unlink "
    "it first.",
)
