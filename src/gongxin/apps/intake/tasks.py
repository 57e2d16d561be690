"""Background jobs of intake."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gongxin.apps.intake.working import work_on

QUEUE = "intake"


@app.task(name="process_submission", queue=QUEUE, retry=RetryStrategy(wait=2))
def process(submission_id: int) -> None:
    """Finish one submission. Tried again while another process works on it or the database is away."""
    work_on(submission_id)
