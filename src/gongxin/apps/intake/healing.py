"""Putting right, when a worker starts, what a killed one left behind."""

import logging
import shutil

from django.db import connection, transaction

from gongxin.apps.intake import storage
from gongxin.apps.intake.filing.lake_rows import settle_all
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.tasks import QUEUE, process
from gongxin.apps.intake.working import unfinished

SILENT_FOR = "30 seconds"  # a worker that has not been heard of for so long is dead

logger = logging.getLogger("gongxin.intake")


def heal() -> list[int]:
    """Give every unfinished submission a job and drop bytes that are done with or nobody claims.

    Returns the submissions that had lost their job. Safe to run at any time: a job too many ends
    at once, because a submission is worked on by one process and only until it is finished.
    """
    with transaction.atomic():
        _drop_dead_jobs()
        lost = sorted(set(unfinished()) - _jobs())
        for submission_id in lost:
            process.defer(submission_id=submission_id)
    settle_all()
    for submission_id in Submission.objects.filter(
        pk__in=storage.kept_raw(), state__in=Submission.FINISHED
    ).values_list("pk", flat=True):
        storage.forget_raw(submission_id)
    for folder in storage.unclaimed(set(unfinished())):
        shutil.rmtree(folder, ignore_errors=True)
    if lost:
        logger.warning("taken up again: submissions %s", lost)
    return lost


def _drop_dead_jobs() -> None:
    """Delete jobs that a worker began and will never end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs j WHERE queue_name = %s AND status = 'doing'"
            " AND NOT EXISTS (SELECT 1 FROM procrastinate_workers w WHERE w.id = j.worker_id"
            " AND w.last_heartbeat > now() - %s::interval)",
            [QUEUE, SILENT_FOR],
        )


def _jobs() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'submission_id')::bigint FROM procrastinate_jobs"
            " WHERE queue_name = %s AND task_name = %s AND status = 'todo'",
            [QUEUE, process.name],
        )
        return {int(row[0]) for row in cursor.fetchall()}
