"""Processes that ``gongxin up`` starts, watches, restarts and stops."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 10.0  # seconds between asking a process to stop and ending it
FALLS = 5  # so many ends …
WITHIN = 60.0  # … in so many seconds are too many
LONGEST_LOG = 20 * 1024**2
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


@dataclass
class Child:
    """A process that should be running, with its output in a log file."""

    name: str
    arguments: list[str]
    log: Path
    restart: bool = True
    process: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only ``up``, which ends it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.is_file() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 our own interpreter and arguments
                [sys.executable, "-m", *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_end_with_parent(os.getpid()),
            )

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process else None

    def falls_too_often(self) -> bool:
        """Note that it ended by itself; was that once too often?"""
        now = time.monotonic()
        self.falls = [at for at in self.falls if now - at < WITHIN] + [now]
        return len(self.falls) >= FALLS

    def ask_to_stop(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self, until: float) -> None:
        """Wait until it has ended; after ``until`` (monotonic seconds) end its whole group."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and everything it started."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def stop_all(children: list[Child]) -> None:
    """End all of them, the last one started first; none is left when this returns."""
    for child in reversed(children):
        child.ask_to_stop()
    until = time.monotonic() + GRACE
    for child in children:
        child.stop(until)


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    """What makes a child end when ``up`` is killed outright; only Linux knows how."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        libc.prctl(_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return prepare
