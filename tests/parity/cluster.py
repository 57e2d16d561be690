"""A standalone Spark cluster on this machine: one master, two workers, little memory."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

WORKERS = 2
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For processes that live for minutes: they gain nothing from Java's slower compiler."""
_START = 90.0  # seconds


@contextmanager
def cluster(folder: Path, memory: str = "1g", java: str = QUICK) -> Iterator[str]:
    """The address of the master while the cluster runs, with options for Java; it stops at the end."""
    home = Path(pyspark.__file__).parent
    port, page = free_port(), free_port()
    with ExitStack() as stack:
        master = ["master.Master", "--host", "127.0.0.1", "--port", str(port)]
        _start(stack, home, folder, [*master, "--webui-port", str(page)], QUICK)
        address = f"spark://127.0.0.1:{port}"
        _wait(lambda: bool(_page(page)), "the master", folder)
        for number in range(WORKERS):
            worker = ["worker.Worker", "--cores", "1", "--memory", memory, "--host", "127.0.0.1"]
            worker += ["--work-dir", str(folder / f"worker-{number}"), "--webui-port", "0"]
            _start(stack, home, folder, [*worker, address], java)
        alive = f'"aliveworkers" : {WORKERS}'
        _wait(lambda: alive in _page(page), "the workers", folder)
        yield address


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _start(stack: ExitStack, home: Path, folder: Path, arguments: list[str], java: str) -> None:
    log = stack.enter_context((folder / f"{arguments[0]}.log").open("ab"))
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{arguments[0]}"]
    env = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "JDK_JAVA_OPTIONS": java,
        "PYSPARK_PYTHON": sys.executable,
    }
    process = subprocess.Popen(command + arguments[1:], env=env, stdout=log, stderr=log)
    stack.callback(_stop, process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _page(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/", timeout=2) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(ready: "object", what: str, folder: Path) -> None:
    assert callable(ready)
    end = time.monotonic() + _START
    while not ready():
        if time.monotonic() > end:
            logs = "\n".join(path.read_text()[-2000:] for path in folder.glob("*.log"))
            raise RuntimeError(f"{what} did not start within {_START:.0f} s:\n{logs}")
        time.sleep(0.2)
