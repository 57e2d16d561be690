"""Send the reminders that the dates of today call for."""

from datetime import date

from gongxin.apps.notices.actions.send_notice import send_notice
from gongxin.apps.notices.models import Notice
from gongxin.apps.notices.reminding.sources import SOURCES
from gongxin.core.dates import legal_today


def send_reminders(*, today: date | None = None) -> int:
    """Sends what every source says is due on ``today``; returns how many notices are new.

    Safe to run at any time and any number of times: each reminder has a key of its own. Run by
    the system, so there is no officer and no audit entry; the notices are the trace.
    """
    reminders = [r for source in SOURCES for r in source(today or legal_today())]
    keys = [reminder.key for reminder in reminders]
    sent = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = {reminder.key: reminder for reminder in reminders if reminder.key not in sent}
    for reminder in fresh.values():
        send_notice(
            key=reminder.key,
            kind=reminder.kind,
            text=reminder.text,
            link=reminder.link,
            department=reminder.department,
            subject=reminder.subject,
            due_on=reminder.due_on,
        )
    return len(fresh)
