"""A small keep-alive HTTP client: ``client.py HOST PORT SECONDS LIMIT < PATHS > JSON``.

One connection; the paths are asked for in order, again from the start when they run out, until the
seconds are over or ``LIMIT`` requests are made (0: no limit). Writes the milliseconds of each
answer, and the seconds of all together.
"""

import json
import sys
import time
from http.client import HTTPConnection


def ask(host: str, port: int, paths: list[str], seconds: float, limit: int) -> list[float]:
    """The milliseconds of each answer; every answer must be a page, or point to one."""
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
    return taken


def main() -> None:
    """Ask and write."""
    host, port, seconds, limit = sys.argv[1:5]
    paths = sys.stdin.read().split()
    started = time.monotonic()
    taken = ask(host, int(port), paths, float(seconds), int(limit))
    json.dump({"taken": taken, "elapsed": time.monotonic() - started}, sys.stdout)


if __name__ == "__main__":
    main()
