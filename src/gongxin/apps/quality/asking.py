"""Asking for the figures to be computed again, in the background and not more often than needed."""

from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

QUEUE: Final = "quality"
TASK: Final = "refresh_figures"
AFTER_ALL_ELSE: Final = -10  # files that wait are worked on first


def ask_refresh() -> None:
    """Have the figures brought up to date soon after this transaction; one job at most waits."""
    transaction.on_commit(_defer)


def _defer() -> None:
    task = app.configure_task(TASK, queue=QUEUE, queueing_lock=TASK, priority=AFTER_ALL_ELSE)
    try:
        with transaction.atomic():
            task.defer()
    except AlreadyEnqueued:
        pass  # that job will see this change too
