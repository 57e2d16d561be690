from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from gongxin.apps.accounts.models import User
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission

Receive = Callable[..., Submission]


@pytest.fixture
def receive(clerk: User, home: Path) -> Receive:
    """Hands in bytes as the clerk, unless told otherwise."""

    def hand_in(content: bytes = b"a,b\n1,2\n", **changed: object) -> Submission:
        values = {
            "item_id": "penalty",
            "department": clerk.department,
            "officer": clerk,
            "filename": "处罚.csv",
            "stream": BytesIO(content),
            "channel": "office",
        }
        return receive_submission(**{**values, **changed})

    return hand_in
