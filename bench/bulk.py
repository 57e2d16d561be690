"""Filling tables in bulk: without indexes and checks of references, which come back afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg

# Only for building: nothing is lost that could not be made again.
BUILDING = {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "1GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
_UNIQUE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'u'
"""
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))
"""


@contextmanager
def without_indexes(connection: psycopg.Connection, tables: Iterable[str]) -> Iterator[None]:
    """Drop the indexes of the tables but for their primary keys, and make them again at the end.

    Within, the connection checks no references between tables.
    """
    again: list[str] = []
    for table in tables:
        for name, definition in connection.execute(_UNIQUE, [table]).fetchall():
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for name, definition in connection.execute(_INDEXES, [table]).fetchall():
            connection.execute(f"DROP INDEX {name}")
            again.append(definition)
    connection.execute("SET session_replication_role = replica")
    yield
    connection.execute("RESET session_replication_role")
    for statement in again:
        connection.execute(statement)
