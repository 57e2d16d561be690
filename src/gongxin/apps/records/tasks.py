"""Background jobs of records."""

from procrastinate.contrib.django import app

QUEUE = "intake"
TASK = "link_waiting_records"


@app.periodic(cron="*/15 * * * *")
@app.task(name=TASK, queue=QUEUE, queueing_lock=TASK)
def link_waiting_records(timestamp: int) -> None:
    """Link the waiting records for which there is exact evidence by now."""
    from gongxin.apps.records.actions.link_waiting import link_waiting

    link_waiting()
