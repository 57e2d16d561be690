import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Invalid, NotAllowed, NotFound, TooLarge
from gongxin.apps.intake import storage
from gongxin.apps.intake.models import Submission
from gongxin.core.dates import legal_today

Receive = Callable[..., Submission]


def jobs() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (args->>'submission_id')::int FROM procrastinate_jobs")
        return [row[0] for row in cursor.fetchall()]


def test_bytes_row_and_job_are_there_when_it_answers(receive: Receive, clerk: User) -> None:
    content = "行政处罚\r\n".encode("gb18030") * 300_000
    submission = receive(content)
    assert storage.raw_file(submission.pk).read_bytes() == content
    assert submission.sha256 == hashlib.sha256(content).hexdigest()
    assert (submission.size, submission.state) == (len(content), "received")
    assert (submission.department, submission.officer) == (clerk.department, clerk)
    assert jobs() == [submission.pk]
    assert AuditEntry.objects.get().target == f"submission:{submission.pk}"


def test_bytes_can_be_read_by_this_account_only(receive: Receive, home: Path) -> None:
    receive()
    assert (home / "lake").stat().st_mode & 0o077 == 0


def test_bytes_are_on_disk_before_the_row_exists(receive: Receive, home: Path) -> None:
    """A stream that breaks off leaves neither bytes nor row nor job."""

    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(4)

    with pytest.raises(ConnectionResetError):
        receive(stream=Broken(b"abcdefgh"))
    assert not Submission.objects.exists()
    assert jobs() == []
    assert list((home / "lake" / "raw").iterdir()) == []


def test_too_many_bytes_are_refused_and_not_kept(
    receive: Receive, home: Path, settings: Settings
) -> None:
    settings.GONGXIN_MAX_UPLOAD = 10
    assert receive(b"0123456789").size == 10
    with pytest.raises(TooLarge):
        receive(b"0123456789A")
    assert Submission.objects.count() == 1
    assert len(list((home / "lake" / "raw").iterdir())) == 1


def test_an_unknown_item_is_named_with_those_that_exist(receive: Receive) -> None:
    with pytest.raises(NotFound) as refused:
        receive(item_id="penalties")
    assert "penalties" in refused.value.text.zh
    assert "penalty" in refused.value.text.en.split()[-1] or "penalty" in refused.value.text.en


def test_an_officer_submits_for_the_own_department_only(
    receive: Receive, other_department: Department
) -> None:
    with pytest.raises(NotAllowed):
        receive(department=other_department)
    assert not Submission.objects.exists()


def test_a_closed_department_submits_nothing(receive: Receive, department: Department) -> None:
    Department.objects.update(active=False)
    department.refresh_from_db()
    with pytest.raises(NotAllowed):
        receive(department=department, officer=None)


def test_the_day_of_receipt_is_not_ahead(receive: Receive) -> None:
    today = legal_today()
    assert receive().received_on == today
    assert receive(b"x", received_on=today - timedelta(9)).received_on == today - timedelta(9)
    with pytest.raises(Invalid):
        receive(b"y", received_on=today + timedelta(1))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\fakepath\\处罚 2026.xlsx", "处罚 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.csv", "ab.csv"),
        ("", "file"),
        ("长" * 300 + ".xlsx", "长" * 250 + ".xlsx"),
    ],
)
def test_a_file_name_is_only_a_name(receive: Receive, given: str, kept: str) -> None:
    assert receive(filename=given).filename == kept


def test_an_id_number_in_a_file_name_is_not_kept(receive: Receive) -> None:
    number = "32990119900101" + "0018"
    submission = receive(filename=f"张某{number.replace('329901', '320602')}.csv")
    assert "19900101" not in submission.filename


def test_the_same_bytes_while_the_first_are_unfinished_are_worked_on_in_turn(
    receive: Receive,
) -> None:
    first, second = receive(), receive()
    assert second.duplicate_of is None
    assert jobs() == [first.pk, second.pk]


def finish(submission: Submission, state: str = "filed", rejected: int = 0) -> None:
    Submission.objects.filter(pk=submission.pk).update(
        state=state, rows=5 + rejected, accepted=5, rejected=rejected, linked=4, unlinked=1
    )


def test_the_same_file_again_gets_the_earlier_result(receive: Receive) -> None:
    first = receive()
    finish(first)
    again = receive()
    assert (again.duplicate_of, again.state, again.progress) == (first, "filed", 100)
    assert (again.rows, again.accepted, again.unchanged) == (5, 5, 5)
    assert (again.linked, again.unlinked) == (4, 1)
    assert again.finished_at is not None
    assert jobs() == [first.pk]
    assert not storage.raw_folder(again.pk).exists()


def test_a_third_time_refers_to_the_first(receive: Receive) -> None:
    first = receive()
    finish(first)
    receive()
    assert receive().duplicate_of == first


def test_a_file_with_faults_is_judged_anew(receive: Receive) -> None:
    finish(receive(), "partly_filed", rejected=2)
    assert receive().duplicate_of is None


def test_a_file_is_processed_again_after_another_one(receive: Receive) -> None:
    finish(receive(b"first"))
    finish(receive(b"second"))
    assert receive(b"first").duplicate_of is None


def test_the_same_bytes_from_another_department_or_for_another_item_are_new(
    receive: Receive, other_clerk: User
) -> None:
    finish(receive())
    assert receive(item_id="permit").duplicate_of is None
    theirs = receive(department=other_clerk.department, officer=other_clerk)
    assert theirs.duplicate_of is None
