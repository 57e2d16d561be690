"""All sources of reminders, in one list."""

from collections.abc import Callable, Iterable
from datetime import date

from gongxin.apps.notices.reminding.reminder import Reminder
from gongxin.apps.quality.ledger_reminders import unreported_decisions

Source = Callable[[date], Iterable[Reminder]]

SOURCES: tuple[Source, ...] = (unreported_decisions,)
