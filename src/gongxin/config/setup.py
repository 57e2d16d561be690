"""What a process does before it may use Django: find the home folder, the database, the settings."""

import atexit
import os
import secrets
from contextlib import suppress
from pathlib import Path

import psycopg

from gongxin.config.postgres import DatabaseUnavailable, EmbeddedPostgres
from gongxin.core.text import Text

_embedded: EmbeddedPostgres | None = None


def home() -> Path:
    """The folder that holds everything Gongxin keeps: ``$GONGXIN_HOME``, or ``./var``."""
    return Path(os.environ.get("GONGXIN_HOME") or "var").resolve()


def ensure_database() -> None:
    """Make sure that ``DATABASE_URL`` names a database, starting the embedded server if unset.

    Child processes inherit ``DATABASE_URL`` and so use the same server.

    Raises:
        DatabaseUnavailable: the server does not start, or ``DATABASE_URL`` leads nowhere.
    """
    global _embedded
    if url := os.environ.get("DATABASE_URL"):
        _check_url(url)
        return
    _embedded = EmbeddedPostgres(home())
    os.environ["DATABASE_URL"] = _embedded.uri
    atexit.register(release_database)


def _check_url(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        raise DatabaseUnavailable("database_unavailable", NO_DATABASE) from error


def release_database() -> None:
    """Give up this process's share of the embedded server, if it has one."""
    global _embedded
    if _embedded is not None:
        os.environ.pop("DATABASE_URL", None)
        _embedded.leave()
        _embedded = None


def ensure_home() -> None:
    """Create the home folder with the key that sessions are signed with."""
    os.environ["GONGXIN_HOME"] = str(home())
    home().mkdir(parents=True, exist_ok=True)
    if os.environ.get("GONGXIN_SECRET_KEY"):
        return
    with suppress(FileExistsError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(home() / "secret_key", flags, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))


def setup_django(*, migrate: bool = True) -> None:
    """Bring this process to where it may use the models, with the database at its newest shape.

    Does nothing in a process where that is so already.
    """
    from django.apps import apps

    if apps.ready:
        return
    ensure_home()
    ensure_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongxin.config.settings")
    import django

    django.setup()
    if migrate:
        migrate_database()


def migrate_database() -> None:
    """Apply what migrations are missing; two processes that start together take turns."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('gongxin migrate'))")
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('gongxin migrate'))")


NO_DATABASE = Text(
    "按 DATABASE_URL 连不上数据库。格式：postgresql://用户:密码@主机:5432/数据库，需 PostgreSQL 15 以上。",
    "DATABASE_URL does not lead to a database. It is written postgresql://user:password@host:5432/name; "
    "PostgreSQL 15 or later.",
)
