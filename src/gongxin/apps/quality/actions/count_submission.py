"""Count a finished submission, and see which rows of earlier ones it corrects."""

import tempfile
from pathlib import Path

from django.db import transaction

from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.storage import home
from gongxin.apps.quality.correcting import follow_rows
from gongxin.apps.quality.counting import count
from gongxin.apps.quality.models import RejectedRow, SubmissionCount
from gongxin.batch.engine import open_engine
from gongxin.law.load import load_catalogue


@transaction.atomic
def count_submission(*, submission: Submission) -> SubmissionCount:
    """The counts of a finished submission, kept; a second time they are only read.

    Part of the platform's own work: no officer does it, so it asks no permission, and what it
    changes can be computed again from the submissions.
    """
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    kept = SubmissionCount.objects.filter(submission=submission).first()
    if kept is not None:
        return kept
    item = load_catalogue().items.get(submission.item)
    if item is None:  # an item that the catalogue no longer has
        return SubmissionCount.objects.create(
            submission=submission, month=f"{submission.received_on:%Y-%m}"
        )
    (home() / "lake").mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=home() / "lake", prefix="count-") as folder,
        open_engine(Path(folder)) as engine,
    ):
        RejectedRow.objects.filter(submission=submission).delete()
        follow_rows(engine, submission, item, Path(folder))
        counted = count(engine, submission, item)
    counted.save(force_insert=True)
    return counted
