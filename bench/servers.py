"""Web servers that are measured, each a process group that ends with the measurement."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.load import HOST, wait_until_up
from bench.rivals.datasette_settings import SETTINGS

PROCESSES = 2  # as many as ``gongxin web`` starts


@contextmanager
def served(command: Sequence[str], env: Mapping[str, str], path: str, log: Path) -> Iterator[int]:
    """Start a server whose ``command`` has ``{port}`` in it; the port, once it answers ``path``."""
    port = _free_port()
    words = [word.format(port=port) for word in command]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            env={**os.environ, **env},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        try:
            wait_until_up(port, path)
        except RuntimeError as error:
            raise RuntimeError(f"{error}: {log.read_text(errors='replace')[-2000:]}") from error
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def gongxin_web(env: Mapping[str, str], path: str, log: Path) -> Iterator[int]:
    """The pages as ``gongxin up`` serves them."""
    with served(["gongxin.cli", "web", "--port", "{port}"], env, path, log) as port:
        yield port


@contextmanager
def datasette_serve(database: Path, path: str, log: Path) -> Iterator[int]:
    """Datasette as it ships: one process over one immutable SQLite file, tuned."""
    command = ["datasette", "serve", "-i", str(database), "--host", HOST, "--port", "{port}"]
    for name, value in SETTINGS.items():
        command += ["--setting", name, json.dumps(value)]
    with served(command, {}, path, log) as port:
        yield port


@contextmanager
def bare_template(log: Path) -> Iterator[int]:
    """A Django view that only renders a template of as many rows, under the same server."""
    command = ["granian", "--interface", "wsgi", "--host", HOST, "--port", "{port}"]
    command += ["--workers", str(PROCESSES), "--blocking-threads", "4", "--no-ws"]
    with served([*command, "bench.rivals.bare:application"], {}, "/", log) as port:
        yield port


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])
