"""All sources of reminders, in one list."""

from collections.abc import Callable, Iterable
from datetime import date

from gongxin.apps.notices.reminding.reminder import Reminder

Source = Callable[[date], Iterable[Reminder]]

SOURCES: tuple[Source, ...] = ()
