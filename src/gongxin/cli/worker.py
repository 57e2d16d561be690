"""``gongxin worker``: process submissions in the background."""

import argparse
from typing import cast

HELP = "后台处理进程 / the process that works in the background"


def configure(parser: argparse.ArgumentParser) -> None:
    """Takes no arguments."""


def run(args: argparse.Namespace) -> int:
    """Takes up what a killed worker left, then works until it is told to stop."""
    from gongxin.config.setup import setup_django

    setup_django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from gongxin.apps.cases.tasks import QUEUE as CASES
    from gongxin.apps.intake.healing import heal
    from gongxin.apps.intake.tasks import QUEUE
    from gongxin.apps.notices.tasks import QUEUE as NOTICES
    from gongxin.apps.quality.asking import QUEUE as QUALITY

    heal()
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            queues=[QUEUE, NOTICES, QUALITY, CASES],
            name="gongxin",
            delete_jobs="always",
            fetch_job_polling_interval=2,
            shutdown_graceful_timeout=5,
        )
    return 0
