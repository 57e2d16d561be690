"""Locks in the database: a killed process lets go of them by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gongxin.apps.intake.models import Submission


@contextmanager
def filing_lock(submission: Submission) -> Iterator[bool]:
    """Whether this process now is the one that works on the submission's department and item.

    Files of one department and item are worked on one at a time, in the order they came, so that
    the newest correction wins.
    """
    key = f"file:{submission.department_id}:{submission.item}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])
