"""Background jobs of notices: mailing them, and reminding of dates."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gongxin.apps.notices import mailing

QUEUE = "notices"


@app.task(name="mail_notice", queue=QUEUE, retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def mail_notice(notice_id: int) -> None:
    """Mail one notice. Tried again while the mail server does not take it."""
    mailing.mail(notice_id)


@app.periodic(cron="7 * * * *")
@app.task(name="remind", queue=QUEUE, queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Send the reminders that are due, and take up notices that were not mailed."""
    from gongxin.apps.notices.actions.send_reminders import send_reminders

    send_reminders()
    for notice_id in mailing.unmailed():
        mailing.mail(notice_id)
