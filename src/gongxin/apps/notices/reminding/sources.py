"""All sources of reminders, in one list."""

from collections.abc import Callable, Iterable
from datetime import date

from gongxin.apps.notices.reminding.deadlines import deadlines_ending
from gongxin.apps.notices.reminding.reminder import Reminder
from gongxin.apps.notices.reminding.windows import windows_opening
from gongxin.apps.quality.ledger_reminders import unreported_decisions

Source = Callable[[date], Iterable[Reminder]]

SOURCES: tuple[Source, ...] = (windows_opening, deadlines_ending, unreported_decisions)
