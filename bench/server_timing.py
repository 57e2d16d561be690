"""Settings under which every answer tells how long it waited for the database; only for the bench.

``Server-Timing: db;dur=…, total;dur=…`` (milliseconds): the time in which queries were executed,
seen from the web process, and the whole time in the server's view of the request.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from gongxin.config import settings as shipped
from gongxin.config.settings import *  # noqa: F403 the shipped settings, and one middleware more

MIDDLEWARE = ["bench.server_timing.server_timing", *shipped.MIDDLEWARE]


class Stopwatch:
    """Adds up the seconds of what it is wrapped around; a Django execute wrapper."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Execute a statement."""
        started = perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += perf_counter() - started


def server_timing(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware, before all others."""

    def timed(request: HttpRequest) -> HttpResponse:
        started, watch = perf_counter(), Stopwatch()
        with connection.execute_wrapper(watch):
            response = get_response(request)
        total = perf_counter() - started
        response["Server-Timing"] = (
            f"db;dur={watch.seconds * 1000:.3f}, total;dur={total * 1000:.3f}"
        )
        return response

    return timed
