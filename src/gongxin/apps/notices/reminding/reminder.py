"""What a source of reminders gives: a notice that is to be sent once."""

from dataclasses import dataclass
from datetime import date

from gongxin.apps.accounts.models import Department
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice due on a date: to ``department`` or to ``subject``, once for each ``key``."""

    key: str
    kind: str
    text: Text
    link: str
    due_on: date
    department: Department | None = None
    subject: Subject | None = None
