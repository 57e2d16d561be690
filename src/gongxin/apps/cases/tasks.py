"""Background jobs of cases: telling webhooks what is in the outbox."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gongxin.apps.cases.delivering import deliver_to

QUEUE = "cases"


@app.task(
    name="deliver_outbox", queue=QUEUE, retry=RetryStrategy(max_attempts=8, exponential_wait=5)
)
def deliver(webhook_id: int) -> None:
    """Deliver to one webhook. Tried again while it does not answer."""
    deliver_to(webhook_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="sweep_outbox", queue=QUEUE, queueing_lock="sweep_outbox")
def sweep(timestamp: int) -> None:
    """Take up webhooks that are behind, whatever became of their jobs."""
    from gongxin.apps.cases.models import Outbox, Webhook
    from gongxin.apps.cases.outbox import enqueue

    last = Outbox.objects.order_by("-id").values_list("id", flat=True).first() or 0
    for webhook_id in Webhook.objects.filter(active=True, delivered__lt=last).values_list(
        "pk", flat=True
    ):
        enqueue(webhook_id)
