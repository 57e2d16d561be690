"""A worker that is killed at any step ends, after a restart, with the same result."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from tests.cli import penalties
from tests.cli.penalties import DEPARTMENT
from tests.cli.running import COMMAND, environment, eventually, gongxin, json_of

from gongxin.config.postgres import EmbeddedPostgres

RESULT = (
    "SELECT state, rows, accepted, rejected, refused_persons, linked, unlinked, unchanged, error"
)
FILED = (
    "SELECT count(*), count(DISTINCT uid), count(subject_id), md5(string_agg(fields::text, '' ORDER BY row))"
    " FROM records_record"
)


@pytest.fixture
def office(prepared_office: Callable[[str], Path]) -> Iterator[tuple[Path, str]]:
    """A home with one department, and the address of its database."""
    home = prepared_office("killed")
    server = EmbeddedPostgres(home)
    yield home, server.uri
    server.leave()


@contextmanager
def worker(home: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running ``gongxin worker``; killed outright in the end."""
    process = subprocess.Popen(
        [*COMMAND, "worker"],
        env=environment(home, url),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def value(url: str, sql: str) -> tuple[object, ...]:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
        assert row is not None
        return row


def state(url: str) -> object:
    return value(url, "SELECT state FROM intake_submission ORDER BY id LIMIT 1")[0]


def waits_for_a_table(url: str) -> bool:
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
    return value(url, waiting)[0] != 0


def kill_while_checking(home: Path, url: str) -> None:
    """Kill a worker that has begun; another connection keeps it from ever getting as far as filing."""
    with psycopg.connect(url) as holder:
        holder.execute("LOCK TABLE subjects_subject IN ACCESS EXCLUSIVE MODE")
        with worker(home, url):
            assert eventually(lambda: state(url) != "received", 180)
        holder.rollback()
    assert state(url) in ("checking", "linking", "filing")


def kill_at_table(home: Path, url: str, table: str) -> None:
    """Kill a worker that is about to use a table: another connection keeps the table for itself."""
    with psycopg.connect(url) as holder:
        holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        with worker(home, url):
            assert eventually(lambda: waits_for_a_table(url), 180)
        holder.rollback()


def test_killed_at_every_step_it_files_the_same(office: tuple[Path, str], tmp_path: Path) -> None:
    home, url = office
    file = penalties.mixed_file(tmp_path / "处罚.csv")
    received = json_of(
        gongxin(home, "submit", "penalty", str(file), "--from", DEPARTMENT, "--json", url=url)
    )
    assert received["state"] == "received"

    kill_while_checking(home, url)
    for table in ("subjects_subjectname", "records_record", "audit_auditentry"):
        kill_at_table(home, url, table)
        assert value(url, "SELECT count(*) FROM records_record")[0] == 0
        assert (home / "lake" / "raw" / "1" / "file").exists()
    with worker(home, url):
        assert eventually(lambda: state(url) == "partly_filed", 60)
        assert eventually(lambda: not (home / "lake" / "raw" / "1").exists())

    assert value(url, f"{RESULT} FROM intake_submission") == (
        *("partly_filed", 300, 298, 1, 1, 298, 0, 0),
        None,
    )
    count, distinct, linked, _ = value(url, FILED)
    assert (count, distinct, linked) == (298, 298, 298)
    processed = "SELECT count(*) FROM audit_auditentry WHERE verb = 'submission_processed'"
    assert value(url, processed) == (1,)
    assert [p.name for p in (home / "lake" / "submissions").iterdir()] == ["1"]


def test_killed_after_filing_it_still_forgets_the_bytes(
    office: tuple[Path, str], tmp_path: Path
) -> None:
    home, url = office
    file = penalties.write(tmp_path / "处罚.csv", [penalties.row(1)])
    gongxin(home, "submit", "penalty", str(file), "--from", DEPARTMENT, "--wait", url=url)
    raw = home / "lake" / "raw" / "1"
    raw.mkdir()  # as a worker leaves it that ends between commit and deletion
    (raw / "file").write_bytes(file.read_bytes())
    with worker(home, url):
        assert eventually(lambda: not raw.exists())
    assert value(url, "SELECT count(*) FROM records_record") == (1,)


def test_an_upload_that_was_received_is_processed_by_the_next_worker(
    office: tuple[Path, str], tmp_path: Path
) -> None:
    home, url = office
    file = penalties.write(tmp_path / "处罚.csv", [penalties.row(1)])
    gongxin(home, "submit", "penalty", str(file), "--from", DEPARTMENT, url=url)
    value(url, "DELETE FROM procrastinate_jobs RETURNING 1")
    with worker(home, url):
        assert eventually(lambda: state(url) == "filed", 60)
