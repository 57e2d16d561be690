"""A ``gongxin up`` in a process of its own, as a person starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "gongxin.cli"]
READY_WITHIN = 90.0


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def gongxin(
    home: Path, *arguments: str, url: str = "", stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, url),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment(home: Path, url: str) -> dict[str, str]:
    """What a command sees: the home folder, and a database if it is to use one."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("GONGXIN", "DATABASE", "DJANGO"))
    }
    return {**kept, "GONGXIN_HOME": str(home), **({"DATABASE_URL": url} if url else {})}


class Up:
    """A running ``gongxin up``."""

    def __init__(self, home: Path, *arguments: str, url: str = "") -> None:
        self.home, self.port = home, free_port()
        self.output = home.parent / f"{home.name}.up.log"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*COMMAND, "up", "--port", str(self.port), *arguments],
                env=environment(home, url),
                stdout=output,
                stderr=output,
            )

    def wait_until_ready(self) -> "Up":
        """Returns when the service says that it is ready."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            assert self.process.poll() is None, self.said()
            if "Ready:" in self.said():
                return self
            time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self) -> str:
        """What it printed so far."""
        return self.output.read_text(encoding="utf-8")

    def health(self) -> int:
        """The status of ``/healthz``; 0 when nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except (HTTPException, OSError):
            return 0
        finally:
            connection.close()

    def children(self, name: str) -> list[int]:
        """Process numbers of the children that run ``gongxin <name>``."""
        wanted = f"gongxin.cli\0{name}".encode()
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
                command = (status.parent / "cmdline").read_bytes()
            except (OSError, ValueError):
                continue
            if parent == self.process.pid and wanted in command:
                found.append(int(status.parent.name))
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Asks it to stop and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)


def postgres_runs(home: Path) -> bool:
    """Does a PostgreSQL run on the home folder's data?"""
    try:
        pid = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (OSError, ValueError, IndexError):
        return False
    return True


def json_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The one JSON object on stdout."""
    value = json.loads(done.stdout)
    assert isinstance(value, dict)
    return value


def eventually(condition: Callable[[], object], within: float = 30.0) -> bool:
    """Whether a condition comes to hold in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False
