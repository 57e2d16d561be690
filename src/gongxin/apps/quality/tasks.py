"""Background jobs of quality: figures brought up to date after submissions, and every night."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gongxin.apps.quality.asking import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE, queueing_lock=TASK, retry=RetryStrategy(max_attempts=3, wait=5))
def refresh() -> None:
    """Count what is new and compute the figures of its months."""
    from gongxin.apps.quality.actions.refresh_figures import refresh_figures

    refresh_figures()


@app.task(name="publish_past_bulletins", queue=QUEUE, queueing_lock="publish_past_bulletins")
def publish_past(officer_id: int, number: int) -> None:
    """Publish the latest bulletins that could be, as the demonstration does when it is loaded."""
    from gongxin.apps.accounts.models import User
    from gongxin.apps.quality.actions.publish_bulletin import publish_bulletin
    from gongxin.apps.quality.actions.refresh_figures import refresh_figures
    from gongxin.apps.quality.bulletins import to_publish

    refresh_figures()
    for period in to_publish()[:number]:
        publish_bulletin(officer=User.objects.get(pk=officer_id), period=period.code)


@app.periodic(cron="40 18 * * *")  # 02:40 in China
@app.task(name="refresh_all_figures", queue=QUEUE, queueing_lock="refresh_all_figures")
def refresh_all(timestamp: int) -> None:
    """Compute the figures of the last twelve months again: links, ledgers and dates move on."""
    from gongxin.apps.quality.actions.refresh_figures import refresh_figures

    refresh_figures(whole=True)
