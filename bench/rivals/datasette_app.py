"""Datasette over one immutable SQLite file, tuned."""

import os

from datasette.app import Datasette

from bench.rivals.datasette_settings import SETTINGS


def app() -> object:
    """The ASGI application of one worker process."""
    served = Datasette(immutables=[os.environ["BENCH_SQLITE"]], settings=SETTINGS)
    return served.app()
