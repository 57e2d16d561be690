"""Handing in files as departments do, up to the end of their processing."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from tests.acceptance.rows import REGISTER, Row, csv_file

from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission

HandIn = Callable[..., Submission]


@pytest.fixture
def hand_in(department: Department, home: Path) -> HandIn:
    """``hand_in(row, …, item="penalty")`` files rows, or ``content=`` bytes, of ``department``."""

    def submit(
        *rows: Row,
        item: str = "penalty",
        content: bytes | None = None,
        by: Department = department,
        filename: str = "报送.csv",
    ) -> Submission:
        submission = receive_submission(
            item_id=item,
            department=by,
            officer=None,
            filename=filename,
            stream=BytesIO(csv_file(item, rows) if content is None else content),
            channel="command",
        )
        process_submission(submission.pk)
        with connection.cursor() as cursor:
            cursor.execute("DISCARD TEMP")  # as the end of the transaction would
        submission.refresh_from_db()
        return submission

    return submit


@pytest.fixture
def register(hand_in: HandIn) -> Callable[..., Submission]:
    """``register(row, …)`` files rows of the register."""

    def submit(*rows: Row) -> Submission:
        submission = hand_in(*rows, item=REGISTER)
        assert submission.state == Submission.State.FILED, submission.error
        return submission

    return submit
