"""Taking hold of a record for one change: the current revision, locked, or a clear refusal."""

from datetime import date, datetime
from uuid import UUID

from gongxin.apps.errors import Conflict, Invalid, NotFound
from gongxin.apps.records.models import Record
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


def hold_current(uid: UUID, *, revision: int | None = None) -> Record:
    """The current revision of a record, locked until the transaction ends.

    ``revision`` is the one that the officer looked at. Raises :class:`NotFound` for a record that
    never was, :class:`Conflict` when it was closed or changed by someone else in the meantime.
    """
    held = Record.objects.select_for_update().filter(uid=uid, known_until=None).first()
    if held is None:
        # A writer who was waited for may have closed the row and added the next revision.
        held = Record.objects.select_for_update().filter(uid=uid, known_until=None).first()
    if held is None:
        if Record.objects.filter(uid=uid).exists():
            raise Conflict("record_closed", _CLOSED)
        raise NotFound("no_record", _NO_RECORD.format(uid=uid))
    if revision is not None and held.revision != revision:
        raise Conflict("record_changed", _CHANGED.format(seen=revision, now=held.revision))
    return held


def close(record: Record, at: datetime) -> None:
    """End the time in which this revision was what is known."""
    record.known_until = at
    record.save(update_fields=["known_until"])


def add_revision(
    record: Record, *, change: Record.Change, subject_id: int | None, linked_by: str, at: datetime
) -> Record:
    """Close ``record`` and add its next revision with another link; the content stays the same.

    A shield is one organisation's: found to be about another one, the record does not bear it.
    """
    changed: dict[str, object] = {"subject_id": subject_id, "linked_by": linked_by}
    if record.shielded_on is not None and subject_id not in (None, _shielded_for(record)):
        changed |= {"shielded_on": None, "shielded_until": None}
    return next_revision(record, change=change, at=at, **changed)


def _shielded_for(record: Record) -> int | None:
    shields = Record.objects.filter(uid=record.uid, change=Record.Change.SHIELDED)
    return shields.order_by("-revision").values_list("subject_id", flat=True).first()


def later_end(until: date | None, prolonged: date | None) -> date | None:
    """The last public day of a record that false papers have shown at least until ``prolonged``; None,
    no set end, stays none.
    """
    return until if until is None or prolonged is None else max(until, prolonged)


def next_revision(
    record: Record, *, change: Record.Change, at: datetime, **changed: object
) -> Record:
    """Close ``record`` and add its next revision, which differs in what is ``changed``."""
    close(record, at)
    kept = {name: getattr(record, name) for name in _KEPT}
    return Record.objects.create(
        **{**kept, **changed, "revision": record.revision + 1, "change": change, "known_from": at}
    )


_KEPT = (
    "uid",
    "item",
    "subject_id",
    "department_id",
    "decided_on",
    "fields",
    "digest",
    "severity",
    "public_from",
    "public_until",
    "submission_id",
    "row",
    "linked_by",
    "stopped_on",
    "shielded_on",
    "shielded_until",
    "prolonged_until",
)


def given_reason(reason: str) -> str:
    """The reason without blanks around it and ID numbers; :class:`Invalid` when there is none."""
    if not reason.strip():
        raise Invalid("reason_missing", _NO_REASON)
    return redact_id_numbers(reason.strip())[0]


_NO_REASON = Text(
    "请填写理由：此项操作会留下记录，理由不能为空，例如“决定书已被撤销”。",
    "Give a reason: this step is kept on file and the reason must not be empty, "
    "for example “the decision was quashed”.",
)
_NO_RECORD = Text("没有编号为 {uid} 的记录。", "There is no record with the id {uid}.")
_CLOSED = Text(
    "该记录已被撤回或退回，不能再处理；请刷新页面。",
    "This record has been withdrawn or sent back and can no longer be changed; reload the page.",
)
_CHANGED = Text(
    "您看到的是第 {seen} 版，记录现为第 {now} 版：可能已有他人处理。请刷新页面后再决定。",
    "You saw revision {seen}, the record is now at revision {now}: someone else may have handled "
    "it. Reload the page and decide again.",
)
