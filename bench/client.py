"""A small keep-alive HTTP client: ``client.py HOST PORT SECONDS LIMIT < PATHS > JSON``.

One connection; the paths are asked for in order, again from the start when they run out, until the
seconds are over or ``LIMIT`` requests are made (0: no limit). Writes the milliseconds of each
answer, the seconds of all together, and the sums of what the server's ``Server-Timing`` told.
"""

import json
import sys
import time
from http.client import HTTPConnection


def ask(
    host: str, port: int, paths: list[str], seconds: float, limit: int, told: dict[str, float]
) -> list[float]:
    """The milliseconds of each answer; every answer must be a page, or point to one.

    What the server tells of its own time is added to ``told``.
    """
    connection = HTTPConnection(host, port, timeout=60)
    taken: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until and not (limit and len(taken) >= limit):
        path = paths[len(taken) % len(paths)]
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status not in (200, 302) or not (body or answer.status == 302):
            raise SystemExit(f"{path}: {answer.status}")
        for part in (answer.getheader("Server-Timing") or "").split(","):
            name, _, duration = part.strip().partition(";dur=")
            if duration:
                told[name] = told.get(name, 0.0) + float(duration)
    return taken


def main() -> None:
    """Ask and write."""
    host, port, seconds, limit = sys.argv[1:5]
    paths = sys.stdin.read().split()
    started = time.monotonic()
    told: dict[str, float] = {}
    taken = ask(host, int(port), paths, float(seconds), int(limit), told)
    json.dump({"taken": taken, "elapsed": time.monotonic() - started, "told": told}, sys.stdout)


if __name__ == "__main__":
    main()
