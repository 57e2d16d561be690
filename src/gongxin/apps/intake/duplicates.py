"""Recognising a file that was filed before, so that it is not processed again."""

from django.db import connection
from django.utils import timezone

from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record

COPIED = ("rows", "accepted", "rejected", "refused_persons", "warned", "late", "linked", "unlinked")


def filed_before(submission: Submission) -> Submission | None:
    """The submission whose result also answers this one, or None when it must be processed.

    It is one with the same bytes from the same department for the same item, filed whole (a file
    with faults is judged anew, for the rules may have changed), not followed by another
    submission, and with every record still as it was filed.
    """
    same_source = Submission.objects.filter(
        item=submission.item, department=submission.department, duplicate_of=None
    )
    _take_turns(submission)
    last = same_source.order_by("-pk").first()
    if last is None or last.sha256 != submission.sha256:
        return None
    if last.state != Submission.State.FILED or last.rejected:
        return None
    if Record.objects.filter(submission=last, known_until__isnull=False).exists():
        return None
    return last


def take_result(submission: Submission, original: Submission) -> None:
    """Give ``submission`` the result of ``original``; all of its rows are unchanged."""
    for name in COPIED:
        setattr(submission, name, getattr(original, name))
    submission.unchanged = original.accepted
    submission.duplicate_of = original
    submission.state = original.state
    submission.progress = 100
    submission.finished_at = timezone.now()


def _take_turns(submission: Submission) -> None:
    """Let two uploads of one file at the same moment be decided one after the other."""
    key = f"receive:{submission.department_id}:{submission.item}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
