"""Reading by SQL that is asked for on every page: the database plans it once for each connection.

Planning a credit file takes the database longer than reading it. What was prepared lives with the
connection, so a pooler between Gongxin and the database must keep prepared statements.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper


class _Prepared(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statements are prepared, with their values apart from the SQL."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Prepared":
        super().execute(query, params, **{"prepare": True, "binary": True, **options})
        return self


def read_prepared(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that ``sql`` finds with ``values`` for its ``%s``; JSON is parsed already."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor = _Prepared(connection.connection)
    wrapper = CursorDebugWrapper if connection.queries_logged else CursorWrapper
    with wrapper(cursor, connection) as reader:
        reader.execute(sql, values)
        return list(reader.fetchall())
