"""Django looks in an engine's ``base`` for its ``DatabaseWrapper``."""

import time
from typing import Any

from django.db.backends.postgresql import base

TRUSTED = 1.0  # seconds after which a connection that lay unused is tried again
PREPARED_AFTER = 5  # times, where a cursor does not say; psycopg's own number


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is tried before a request only when it has not been tried for a second.

    Trying it each time is one query more for every page. After an error it is always tried.
    It lets statements be prepared; Django's own cursors never do.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tried_at = float("-inf")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection on which a cursor may prepare its statements."""
        connection = super().get_new_connection(conn_params)
        connection.prepare_threshold = PREPARED_AFTER
        return connection

    def is_usable(self) -> bool:
        """Whether the server still answers, as far as is known."""
        now = time.monotonic()
        if not self.errors_occurred and now - self._tried_at < TRUSTED:
            return True
        usable = bool(super().is_usable())
        self._tried_at = now if usable else float("-inf")
        return usable
