"""Load on a web server: several clients, each a process of its own with one connection."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOST = "127.0.0.1"
_CLIENT = Path(__file__).with_name("client.py")


@dataclass(frozen=True, slots=True)
class Load:
    """What clients saw: milliseconds of every answer (sorted), and answers a second in all.

    ``told`` has the sums of the milliseconds that the server told of itself, by what they were
    spent on.
    """

    milliseconds: list[float]
    rate: float
    told: dict[str, float] = field(default_factory=dict)

    def quantile(self, part: float) -> float:
        """The time within which that part of the answers came, e.g. 0.99; milliseconds."""
        place = min(len(self.milliseconds) - 1, int(part * len(self.milliseconds)))
        return self.milliseconds[place]


def load(
    ports: Sequence[int], paths: Sequence[str], clients: int, seconds: float, limit: int = 0
) -> Load:
    """Ask with so many clients at once, spread over the ports; each begins at another path."""
    command = [sys.executable, "-I", "-S", str(_CLIENT), HOST]
    running = []
    for number in range(clients):
        order = random.Random(number).sample(list(paths), len(paths)) if not limit else list(paths)
        port = ports[number % len(ports)]
        process = subprocess.Popen(
            [*command, str(port), str(seconds), str(limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        running.append((process, "\n".join(order).encode()))
    for process, order_text in running:
        assert process.stdin is not None
        process.stdin.write(order_text)
    for process, _ in running:  # all start when all are ready
        assert process.stdin is not None
        process.stdin.close()
    taken: list[float] = []
    rate = 0.0
    told: dict[str, float] = {}
    for process, _ in running:
        assert process.stdout is not None
        answer = process.stdout.read()
        if process.wait():
            raise RuntimeError(f"a client failed on {paths[0]}")
        own = json.loads(answer)
        taken += own["taken"]
        for name, milliseconds in own["told"].items():
            told[name] = told.get(name, 0.0) + milliseconds
        rate += len(own["taken"]) / own["elapsed"]
    return Load(sorted(taken), rate, told)


def wait_until_up(port: int, path: str, seconds: float = 90.0) -> None:
    """Return when the server answers that path."""
    until = time.monotonic() + seconds
    while True:
        connection = HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        if time.monotonic() > until:
            raise RuntimeError(f"no answer to {path}")
        time.sleep(0.3)
