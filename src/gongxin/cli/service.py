"""The running service: web and worker kept alive, the demo city loaded beside them."""

import signal
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from gongxin.cli.children import Child, stop_all
from gongxin.cli.loading import logins, progress
from gongxin.cli.output import INTERNAL, say
from gongxin.core.text import Text

READY_WITHIN = 60.0  # seconds
TELL_EVERY = 10.0


class Service:
    """What one ``gongxin up`` runs."""

    def __init__(self, home: Path, host: str, port: int, address: str, *, demo: bool) -> None:
        logs = home / "logs"
        web = ["gongxin.cli", "web", "--host", host, "--port", str(port)]
        self._home, self._address, self._demo = home, address, demo
        self._web = Child("web", web, logs / "web.log")
        self._worker = Child("worker", ["gongxin.cli", "worker"], logs / "worker.log")
        self._loader = Child("demo", ["gongxin.cli.loading"], logs / "demo.log", restart=False)
        self._children: list[Child] = []
        self._stopping = False
        self._tell_next = 0.0

    def run(self) -> int:
        """Start, watch, stop. Returns 0 after a signal, 3 when a process does not stay up."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self._prepare()
        try:
            self._start(self._web)
            if not self._wait_until_ready():
                return self._outcome(self._web)
            self._start(self._worker)
            if self._demo:
                self._start(self._loader)
            say(READY.format(address=self._address, home=self._home))
            if self._demo:
                say(logins())
            return self._watch()
        finally:
            say(STOPPING)
            stop_all(self._children)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self._stopping:  # asked twice: at once
            for child in self._children:
                child.kill()
        self._stopping = True

    def _prepare(self) -> None:
        for leftover in (self._home / "uploading").iterdir():
            leftover.unlink(missing_ok=True)

    def _start(self, child: Child) -> None:
        child.start()
        self._children.append(child)

    def _wait_until_ready(self) -> bool:
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and not self._stopping:
            if self._web.ended() is not None:
                return False
            if _answers(self._address):
                return True
            time.sleep(0.1)
        return False

    def _watch(self) -> int:
        while not self._stopping:
            for child in self._children:
                code = child.ended()
                if code is not None and not self._take_care_of(child, code):
                    return self._outcome(child)
            if self._demo:
                self._tell_progress()
            time.sleep(0.3)
        return 0

    def _take_care_of(self, child: Child, code: int) -> bool:
        """Restart a process that ended; False when that has become pointless."""
        if not child.restart:
            self._children.remove(child)
            if code:
                say(DEMO_FAILED.format(log=child.log))
            return True
        if child.falls_too_often():
            return False
        say(RESTARTED.format(name=child.name, code=code, log=child.log))
        child.start()
        return True

    def _outcome(self, child: Child) -> int:
        if self._stopping:
            return 0
        say(CANNOT.format(name=child.name, log=child.log))
        return INTERNAL

    def _tell_progress(self) -> None:
        """Say now and then how far the demo city is, and once that it is complete."""
        handed_in = self._loader not in self._children
        if time.monotonic() < self._tell_next and not handed_in:
            return
        done, total = progress()
        if handed_in and done == total:
            self._demo = False
            say(COMPLETE.format(total=total))
        elif total and time.monotonic() >= self._tell_next:
            self._tell_next = time.monotonic() + TELL_EVERY
            say(LOADING.format(done=done, total=total))


def _answers(address: str) -> bool:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (HTTPException, OSError):
        return False
    finally:
        connection.close()


READY = Text(
    "已就绪：{address}\n数据在 {home}。按 Ctrl-C 停止。",
    "Ready: {address}\nThe data is in {home}. Ctrl-C stops it.",
)
LOADING = Text(
    "示范城市正在载入：已处理 {done} / {total} 份文件",
    "The demo city is loading: {done} of {total} files",
)
COMPLETE = Text(
    "示范城市已全部载入，共 {total} 份文件。", "The demo city is complete: {total} files."
)
STOPPING = Text("正在停止……", "Stopping…")
RESTARTED = Text(
    "{name} 意外退出（代码 {code}），已重新启动。日志：{log}",
    "{name} ended unexpectedly (code {code}) and was started again. Log: {log}",
)
CANNOT = Text(
    "{name} 无法保持运行，全部停止。原因见 {log}",
    "{name} does not stay up; everything is stopped. See {log}",
)
DEMO_FAILED = Text(
    "示范城市没有全部载入，网站照常可用。原因见 {log}",
    "The demo city was not loaded completely; the site works all the same. See {log}",
)
