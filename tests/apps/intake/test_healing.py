import os
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from gongxin.apps.intake import storage
from gongxin.apps.intake.healing import heal
from gongxin.apps.intake.models import Submission

Receive = Callable[..., Submission]


def execute(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def jobs() -> list[tuple[object, ...]]:
    return execute(
        "SELECT (args->>'submission_id')::int, status::text FROM procrastinate_jobs ORDER BY id"
    )


def test_a_job_that_a_killed_worker_began_is_begun_again(receive: Receive) -> None:
    submission = receive()
    execute("UPDATE procrastinate_jobs SET status = 'doing'")
    assert heal() == [submission.pk]
    assert jobs() == [(submission.pk, "todo")]


def test_a_waiting_job_of_another_kind_is_no_submission(receive: Receive) -> None:
    submission = receive()
    execute(
        "UPDATE procrastinate_jobs SET task_name = 'link_waiting_records', args = '{\"timestamp\": 1}'"
    )
    assert heal() == [submission.pk]


def test_a_job_that_waits_is_left_alone(receive: Receive) -> None:
    submission = receive()
    assert heal() == []
    assert jobs() == [(submission.pk, "todo")]


def test_a_job_of_a_living_worker_is_left_to_it(receive: Receive) -> None:
    submission = receive()
    execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    execute(
        "UPDATE procrastinate_jobs SET status = 'doing',"
        " worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    heal()
    assert (submission.pk, "doing") in jobs()


def test_a_finished_submission_gets_no_job(receive: Receive) -> None:
    receive()
    Submission.objects.update(state="filed")
    execute("DELETE FROM procrastinate_jobs")
    assert heal() == []
    assert jobs() == []


def test_bytes_that_nobody_claims_are_dropped_when_they_are_old(
    receive: Receive, home: Path
) -> None:
    waiting = receive()
    old, young = storage.raw_root() / "incoming-old", storage.raw_root() / "999999"
    old.mkdir()
    young.mkdir()
    for folder in (old, storage.raw_folder(waiting.pk)):
        os.utime(folder, (0, 0))
    heal()
    assert not old.exists()
    assert young.exists()
    assert storage.raw_file(waiting.pk).exists()
