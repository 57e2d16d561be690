"""The databases that are measured on, all on one server in the bench's own ``GONGXIN_HOME``.

``gongxin`` is migrated and has a department; ``registered`` is a copy with the register filed.
What is measured works on further copies, so that every run begins with the same state.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.files import RECEIVED_ON, REGULATOR, register_file
from bench.options import Options
from gongxin.config.postgres import TUNING, EmbeddedPostgres

BARE, REGISTERED, FILED, NAMES = "gongxin", "registered", "filed", "names"


class City:
    """The server and the folder of one size."""

    def __init__(self, options: Options, server: EmbeddedPostgres) -> None:
        self.options = options
        self._uri = server.uri

    def url(self, database: str) -> str:
        """The address of one database."""
        return urlunsplit(urlsplit(self._uri)._replace(path=f"/{database}"))

    def env(self, database: str) -> dict[str, str]:
        """What a Gongxin process needs in order to work on that database."""
        home = self.options.home / database
        home.mkdir(parents=True, exist_ok=True)
        return {"DATABASE_URL": self.url(database), "GONGXIN_HOME": str(home)}

    def connect(self, database: str) -> psycopg.Connection:
        """A connection that commits every statement."""
        return psycopg.connect(self.url(database), autocommit=True)

    def databases(self) -> set[str]:
        """The names of all databases."""
        with self.connect("postgres") as connection:
            return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}

    def copy(self, source: str, target: str) -> None:
        """Make ``target`` anew as a copy of ``source``, with an empty folder."""
        self.drop(target)
        shutil.rmtree(self.options.home / target, ignore_errors=True)
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy")
        self.checkpoint()

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected."""
        with self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def checkpoint(self) -> None:
        """Write out what is dirty, so that one run does not pay for the one before."""
        with self.connect("postgres") as connection:
            connection.execute("CHECKPOINT")

    def gongxin(self, database: str, *words: str) -> dict[str, object]:
        """Run a command with ``--json`` on a database and read its answer."""
        done = subprocess.run(
            [sys.executable, "-m", "gongxin.cli", *words, "--json"],
            env={**os.environ, **self.env(database)},
            stdout=subprocess.PIPE,
            check=False,
        )
        answer: dict[str, object] = json.loads(done.stdout or b"{}")
        if done.returncode > 1 or "error" in answer:
            raise RuntimeError(f"gongxin {' '.join(words[:2])}: {answer}")
        return answer

    def migrate(self, database: str) -> None:
        """Bring a database that was kept to today's shape."""
        command = [sys.executable, "-m", "gongxin.cli", "migrate"]
        env = {**os.environ, **self.env(database)}
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)

    def prepare(self) -> None:
        """Make ``gongxin`` and ``registered`` unless they are there and still of today's shape."""
        mark = self.options.home / "shape"
        shape = _shape()
        if mark.exists() and mark.read_text() == shape and REGISTERED in self.databases():
            return
        mark.unlink(missing_ok=True)
        print("filing the register …", file=sys.stderr)
        for database in (BARE, REGISTERED, FILED, NAMES):
            self.drop(database)
        with self.connect("postgres") as connection:
            connection.execute(
                f"CREATE DATABASE {BARE} TEMPLATE template0 ENCODING 'UTF8'"
                " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        sector = ("--sector", "market_supervision", "--region", "329900")
        self.gongxin(BARE, "department", "add", REGULATOR, "公信市市场监督管理局", *sector)
        self.copy(BARE, REGISTERED)
        register = str(register_file(self.options))
        self.gongxin(REGISTERED, *submit("registration", register))
        with self.connect(REGISTERED) as connection:
            connection.execute("VACUUM ANALYZE")
        mark.write_text(shape)

    def clean(self) -> None:
        """Drop what can be made again from the register."""
        for database in (FILED, NAMES):
            self.drop(database)


def submit(item: str, path: str) -> tuple[str, ...]:
    """The words of ``gongxin submit`` that file ``path`` and wait."""
    return ("submit", item, path, "--from", REGULATOR, "--wait", "--received-on", RECEIVED_ON)


@contextmanager
def open_city(options: Options, tuning: Mapping[str, str] = TUNING) -> Iterator[City]:
    """The server of this size, started; stopped afterwards."""
    options.home.mkdir(parents=True, exist_ok=True)
    server = EmbeddedPostgres(options.home, tuning)
    try:
        city = City(options, server)
        city.prepare()
        yield city
        if not options.keep:
            city.clean()
    finally:
        with suppress(psycopg.Error):
            server.leave()


def _shape() -> str:
    """A digest of the migrations and of the size: what the prepared databases depend on."""
    import gongxin

    digest = sha256()
    apps = Path(gongxin.__file__).parent / "apps"
    for path in sorted(apps.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
