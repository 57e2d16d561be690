"""Another day: everything that asks what time it is gets the same answer."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import pytest

from gongxin.core.dates import LEGAL_TIME

ASKED_IN = (
    "gongxin.core.dates.datetime",
    "gongxin.apps.records.timeline.datetime",
    "gongxin.apps.records.actions.withdraw_record.datetime",
)


class Clock:
    """Shows noon, Beijing time, of the day it was set to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._moment = datetime.now(UTC)
        outer = self

        class Frozen(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return outer._moment.astimezone(tz)

        for place in ASKED_IN:
            monkeypatch.setattr(place, Frozen)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self._moment)

    def set(self, day: date) -> None:
        """Make it noon of ``day``."""
        self.at(datetime.combine(day, time(12), LEGAL_TIME))

    def at(self, moment: datetime) -> None:
        """Make it this aware moment."""
        self._moment = moment
