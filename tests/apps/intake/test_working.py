import shutil
from collections.abc import Callable

import pytest
from django.db import connections

from gongxin.apps.intake import storage, working
from gongxin.apps.intake.models import Submission

Receive = Callable[..., Submission]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "PAUSE", 0.0)


def test_a_fault_of_ours_ends_with_an_answer_and_a_number(
    receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    submission = receive()
    shutil.rmtree(storage.raw_folder(submission.pk))
    working.work_on(submission.pk)
    submission.refresh_from_db()
    assert (submission.state, submission.accepted) == ("rejected", 0)
    assert submission.error["code"] == "internal"
    reference = submission.error["reference"]
    assert reference in submission.error["zh"]
    assert reference in submission.error["en"]
    assert reference in caplog.text
    assert "Traceback" not in str(submission.error)


def test_an_id_number_in_an_error_does_not_reach_the_log(
    receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    submission = receive()
    number = "320602" + "19900101" + "0018"
    working.give_up(submission.pk, ValueError(f"cannot read {number}"))
    assert "cannot read" in caplog.text
    assert number not in caplog.text


def test_a_file_that_ends_its_worker_every_time_is_given_up(receive: Receive) -> None:
    submission = receive()
    (storage.raw_folder(submission.pk) / "starts").write_text("|" * working.STARTS)
    working.work_on(submission.pk)
    submission.refresh_from_db()
    assert submission.state == "rejected"
    assert not storage.raw_folder(submission.pk).exists()


def test_a_finished_submission_is_left_as_it_is(receive: Receive) -> None:
    submission = receive()
    Submission.objects.update(state="filed", accepted=7)
    working.work_on(submission.pk)
    submission.refresh_from_db()
    assert submission.accepted == 7


def test_one_process_at_a_time_works_on_a_department_and_item(
    receive: Receive,
) -> None:
    submission = receive()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            key = f"file:{submission.department_id}:{submission.item}"
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
        with pytest.raises(working.Busy):
            working.work_on(submission.pk)
    finally:
        other.close()
    submission.refresh_from_db()
    assert submission.state == "received"


def test_files_of_a_department_and_item_are_worked_on_in_their_order(receive: Receive) -> None:
    first, other_item, second = receive(b"1"), receive(b"2", item_id="permit"), receive(b"3")
    working.work_on(second.pk)
    states = dict(Submission.objects.values_list("pk", "state"))
    assert states[first.pk] in Submission.FINISHED
    assert states[second.pk] in Submission.FINISHED
    assert states[other_item.pk] == "received"


def test_unfinished_names_what_waits(receive: Receive) -> None:
    first, second = receive(b"1"), receive(b"2")
    Submission.objects.filter(pk=first.pk).update(state="rejected")
    assert working.unfinished() == [second.pk]
