"""Submissions and their faults, as those may read them who handed them in."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from gongxin.apps.accounts.permissions import Reader, department_of, may_see_submission
from gongxin.apps.errors import NotFound
from gongxin.apps.intake import storage
from gongxin.apps.intake.models import Submission
from gongxin.apps.quality.waiting import rows_to_correct
from gongxin.batch.issues import Issue
from gongxin.batch.stored_issues import count_by_rule, read_issues
from gongxin.batch.workbook import write_annotated
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue


@dataclass(frozen=True, slots=True)
class SubmissionFilters:
    """What a list of submissions is narrowed to; an empty value narrows nothing."""

    item: str = ""
    state: str = ""
    department: str = ""  # code
    to_correct: bool = False  # only those of which rows still wait for correction


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One page of a list, and how many there are in all."""

    total: int
    page: int
    size: int
    submissions: Sequence[Submission]


def submissions_for(
    reader: Reader, filters: SubmissionFilters, *, page: int = 1, size: int = 25
) -> SubmissionPage:
    """The submissions that the reader may see, the newest first: a department's own, or all.

    Each has ``to_correct``: how many of its rows still wait for correction.
    """
    found = _narrowed(_visible(reader), filters)
    start = (max(1, page) - 1) * size
    known = found.select_related("department", "officer").annotate(to_correct=rows_to_correct())
    rows = list(known.order_by("-pk")[start : start + size])
    return SubmissionPage(found.count(), max(1, page), size, rows)


def submission_for(reader: Reader, submission_id: int) -> Submission:
    """One submission.

    Raises:
        NotFound: there is none, or the reader may not see it.
    """
    submission = (
        Submission.objects.select_related("department", "officer", "duplicate_of")
        .filter(pk=submission_id)
        .first()
    )
    if submission is None or not may_see_submission(reader, submission):
        raise NotFound(
            "no_such_submission",
            Text(
                f"没有编号为 {submission_id} 的报送批次。",
                f"There is no submission {submission_id}.",
            ),
        )
    return submission


def faults(
    submission: Submission,
    *,
    offset: int = 0,
    limit: int = 50,
    severity: str | None = None,
    rule: str | None = None,
) -> tuple[int, list[Issue]]:
    """How many faults there are after narrowing, and some of them in the order of rows."""
    folder = results_folder(submission)
    if not folder.is_dir():
        return 0, []
    return read_issues(folder, offset=offset, limit=limit, severity=severity, rule=rule)


def fault_counts(submission: Submission) -> list[tuple[str, int]]:
    """The rules that were broken and how often, the commonest first."""
    folder = results_folder(submission)
    if not folder.is_dir():
        return []
    return sorted(count_by_rule(folder).items(), key=lambda entry: (-entry[1], entry[0]))


def workbook(submission: Submission) -> bytes:
    """The rows to correct as a workbook, each bad cell marked and explained.

    Raises:
        NotFound: the submission is not finished, or the file could not be read at all.
    """
    folder = results_folder(submission)
    if submission.state not in Submission.FINISHED or not folder.is_dir():
        raise NotFound(
            "no_workbook",
            Text("这个批次没有可供更正的工作簿。", "This submission has no workbook to correct."),
        )
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "workbook.xlsx"
        write_annotated(folder, load_catalogue().item(submission.item), out)
        return out.read_bytes()


def results_folder(submission: Submission) -> Path:
    """Where a submission's rows and faults lie: with the original, when it repeats one."""
    return storage.submission_folder(submission.duplicate_of_id or submission.pk)


def _visible(reader: Reader) -> QuerySet[Submission]:
    department = department_of(reader)
    if department is None:
        return Submission.objects.none()
    if department.is_credit_office:
        return Submission.objects.all()
    return Submission.objects.filter(department=department)


def _narrowed(found: QuerySet[Submission], filters: SubmissionFilters) -> QuerySet[Submission]:
    if filters.item:
        found = found.filter(item=filters.item)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.to_correct:
        found = found.annotate(waiting=rows_to_correct()).filter(waiting__gt=0)
    if filters.department:
        found = found.filter(department__code=filters.department)
    return found
