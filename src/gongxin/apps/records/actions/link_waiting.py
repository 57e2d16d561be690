"""Tie waiting records that the register, or a judgement, has since given exact evidence for."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Conflict, NotFound
from gongxin.apps.records.evidence import Stage, deciding, stages_of
from gongxin.apps.records.holding import add_revision, hold_current
from gongxin.apps.records.linking import tell_of_link
from gongxin.apps.records.models import Record
from gongxin.apps.records.reading import Row, rows_of
from gongxin.apps.subjects.models import Subject

AT_ONCE = 200


def link_waiting(*, size: int = AT_ONCE) -> int:
    """Look at every waiting record once, ``size`` at a time; how many are now linked.

    Only the stages that decide while a file is filed decide here: never a name alone, never against
    a judgement "not the same". Each link is a revision with its entry in the audit trail, and what
    the public now sees is told to subscribers.
    """
    linked, last = 0, 0
    while rows := _waiting(last, size):
        for row, stages in zip(rows, stages_of(rows), strict=True):
            stage = deciding(stages)
            if stage is not None:
                linked += _link(row, stage)
        last = rows[-1].id
    return linked


def _waiting(after: int, size: int) -> Sequence[Row]:
    waiting = Record.objects.filter(subject=None, known_until=None, id__gt=after)
    return list(rows_of(waiting.order_by("id")[:size]))


def _link(row: Row, stage: Stage) -> int:
    """1 when the record was linked; 0 when someone else was quicker."""
    subject: Subject = stage.subjects[0]
    try:
        with transaction.atomic():
            record = hold_current(row.uid, revision=row.revision)
            if deciding(stages_of([row])[0]) != stage or record.subject_id is not None:
                return 0
            revision = add_revision(
                record,
                change=Record.Change.LINKED,
                subject_id=subject.pk,
                linked_by=stage.evidence,
                at=datetime.now(UTC),
            )
            write_entry(
                officer=None,
                department=record.department,
                verb="linked",
                target=f"record:{record.uid}",
                detail={
                    "subject": subject.code,
                    "revision": revision.revision,
                    "evidence": stage.evidence,
                },
            )
            tell_of_link(revision)
    except (Conflict, NotFound):
        return 0
    return 1
