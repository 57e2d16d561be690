from collections.abc import Callable

import pytest

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import NotFound
from gongxin.apps.intake import queries
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.queries import SubmissionFilters, submission_for, submissions_for
from gongxin.apps.intake.working import work_on
from gongxin.law.load import load_catalogue

Receive = Callable[..., Submission]


def penalty_file(code: str) -> bytes:
    fields = load_catalogue().item("penalty").stored_fields
    values = {field.code: field.example or "" for field in fields} | {"CF_XDR_SHXYM": code}
    lines = [",".join(f.title.zh for f in fields), ",".join(values[f.code] for f in fields)]
    return "\r\n".join(lines).encode("gb18030")


def test_a_department_sees_its_own_and_the_credit_office_all(
    receive: Receive, clerk: User, other_clerk: User, credit_officer: User
) -> None:
    mine = receive()
    theirs = receive(b"x", department=other_clerk.department, officer=other_clerk)
    shown = {
        reader.username: {s.pk for s in submissions_for(reader, SubmissionFilters()).submissions}
        for reader in (clerk, other_clerk, credit_officer)
    }
    assert shown == {"clerk": {mine.pk}, "other": {theirs.pk}, "credit": {mine.pk, theirs.pk}}
    assert submission_for(clerk, mine.pk) == mine
    assert submission_for(clerk.department, mine.pk) == mine
    assert submission_for(credit_officer, theirs.pk) == theirs
    for reader in (other_clerk, other_clerk.department, None):
        with pytest.raises(NotFound):
            submission_for(reader, mine.pk)


def test_a_closed_department_sees_nothing(receive: Receive, clerk: User) -> None:
    receive()
    Department.objects.update(active=False)
    clerk.refresh_from_db()
    assert submissions_for(clerk, SubmissionFilters()).total == 0


def test_a_list_is_narrowed_and_paged(receive: Receive, clerk: User) -> None:
    numbers = [receive(str(n).encode()).pk for n in range(5)]
    permit = receive(b"p", item_id="permit").pk
    Submission.objects.filter(pk=numbers[0]).update(state="filed")
    everything = submissions_for(clerk, SubmissionFilters(), page=2, size=4)
    assert (everything.total, [s.pk for s in everything.submissions]) == (6, numbers[1::-1])
    only = submissions_for(clerk, SubmissionFilters(item="permit"))
    assert [s.pk for s in only.submissions] == [permit]
    filed = submissions_for(clerk, SubmissionFilters(state="filed", item="penalty"))
    assert [s.pk for s in filed.submissions] == [numbers[0]]
    assert submissions_for(clerk, SubmissionFilters(department="nobody")).total == 0


def test_faults_and_workbook_of_a_processed_file(receive: Receive) -> None:
    submission = receive(penalty_file("913299010000000000"))
    work_on(submission.pk)
    submission.refresh_from_db()
    assert (submission.rows, submission.rejected) == (1, 1)
    total, found = queries.faults(submission, severity="reject")
    assert total == len(found) >= 1
    assert found[0].field == "CF_XDR_SHXYM"
    assert found[0].rule in dict(queries.fault_counts(submission))
    assert queries.workbook(submission)[:2] == b"PK"


def test_a_refused_file_has_no_faults_and_no_workbook(receive: Receive) -> None:
    submission = receive(b"\x89PNG\r\n\x1a\n" + bytes(100))
    work_on(submission.pk)
    submission.refresh_from_db()
    assert submission.error is not None
    assert queries.faults(submission) == (0, [])
    assert queries.fault_counts(submission) == []
    with pytest.raises(NotFound):
        queries.workbook(submission)
