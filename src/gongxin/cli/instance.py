"""Only one ``gongxin up`` for one set of data: whoever comes second learns who was first."""

import fcntl
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

_KEY = "hashtextextended('gongxin up', 0)"


class AlreadyRunning(GongxinError):
    """Another ``gongxin up`` serves the same data."""

    def __init__(self, who: str) -> None:
        super().__init__("already_running", ALREADY.format(who=who or "?"))


class HomeLock:
    """The home folder belongs to this process; the kernel releases it however the process ends."""

    def __init__(self, home: Path, address: str) -> None:
        """Take the folder.

        Raises:
            AlreadyRunning: another process has it.
            GongxinError: it cannot be written to.
        """
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = (home / "up.lock").open("a+")
        except OSError as error:
            raise GongxinError("bad_home", UNUSABLE.format(home=home)) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            who = _describe(self._file.read())
            self._file.close()
            raise AlreadyRunning(who) from None
        self._file.truncate(0)
        self._file.write(json.dumps(identity(address)))
        self._file.flush()

    def release(self) -> None:
        """Give the folder back."""
        self._file.truncate(0)
        self._file.close()


class DatabaseLock:
    """The database belongs to this process, whatever home folder others use."""

    def __init__(self, url: str, address: str) -> None:
        """Take the database.

        Raises:
            AlreadyRunning: another process has it.
        """
        about = identity(address)
        name = f"gongxin up {about['machine']} {about['process']} {about['address']}"
        self._connection = psycopg.connect(url, autocommit=True, application_name=name[:63])
        row = self._connection.execute(f"SELECT pg_try_advisory_lock({_KEY})").fetchone()
        if not (row and row[0]):
            who = self._holder()
            self._connection.close()
            raise AlreadyRunning(who)

    def _holder(self) -> str:
        row = self._connection.execute(
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.granted"
            f" AND ((l.classid::bigint << 32) | l.objid::bigint) = {_KEY}"
        ).fetchone()
        return str(row[0]) if row else ""

    def release(self) -> None:
        """Give the database back."""
        self._connection.close()


def identity(address: str) -> dict[str, str]:
    """Who this process is, for those who come second."""
    return {
        "process": str(os.getpid()),
        "machine": platform.node(),
        "address": address,
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _describe(content: str) -> str:
    try:
        about = json.loads(content)
    except ValueError:
        return ""
    return f"{about['address']} (pid {about['process']}, {about['machine']}, {about['since']})"


UNUSABLE = Text(
    "数据目录 {home} 不能写入。请用 --home 指定别的目录。",
    "The folder {home} cannot be written to. Give another one with --home.",
)
ALREADY = Text(
    "同一份数据已有 gongxin up 在运行：{who}。没有启动第二个，原来的不受影响。"
    "如需另开一份，请用 --home 指定别的目录。",
    "gongxin up already runs on this data: {who}. Nothing was started and the first is left alone. "
    "For a second city give another folder with --home.",
)
