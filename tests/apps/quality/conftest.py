"""A department that hands in penalty files, all of them worked on and counted."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from tests.cli import penalties

from gongxin.apps.accounts.models import User
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.working import work_on
from gongxin.apps.quality.actions.count_submission import count_submission
from gongxin.apps.quality.models import Figure, SubmissionCount
from gongxin.core.dates import legal_today

HandIn = Callable[..., Submission]
Rows = list[dict[str, str]]


@pytest.fixture
def hand_in(transactional_db: None, clerk: User, home: Path, tmp_path: Path) -> HandIn:
    """``hand_in(rows, on=day)``: the submission of a penalty file, finished and counted."""

    def do(rows: Rows, on: date | None = None, officer: User = clerk) -> Submission:
        path = penalties.write(tmp_path / "penalties.csv", rows)
        assert officer.department is not None
        submission = receive_submission(
            item_id="penalty",
            department=officer.department,
            officer=officer,
            filename="处罚.csv",
            stream=BytesIO(path.read_bytes()),
            channel="office",
            received_on=on,
        )
        work_on(submission.pk)
        submission.refresh_from_db()
        assert submission.error is None, submission.error
        count_submission(submission=submission)
        return submission

    return do


def counted(submission: Submission) -> SubmissionCount:
    return SubmissionCount.objects.get(submission=submission)


def figure(measure: str, month: str = "") -> tuple[int, int]:
    """The figure of all of the department's penalties in a month, today's unless told otherwise."""
    found = Figure.objects.filter(
        measure=measure, item="penalty", month=month or f"{legal_today():%Y-%m}"
    )
    return sum(f.numerator for f in found), sum(f.denominator for f in found)
