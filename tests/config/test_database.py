"""A connection is not asked before every request whether it still works."""

import pytest
from django.db import connections
from django.db.backends.postgresql import base

from gongxin.config.database.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def connection() -> DatabaseWrapper:
    """The one that the test runs on."""
    own = connections["default"]
    assert isinstance(own, DatabaseWrapper)
    return own


@pytest.fixture
def tried(connection: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Grows by one each time that the server is really asked."""
    asked: list[bool] = []
    real = base.DatabaseWrapper.is_usable

    def ask(self: base.DatabaseWrapper) -> bool:
        asked.append(bool(real(self)))
        return asked[-1]

    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", ask)
    monkeypatch.setattr(connection, "_tried_at", float("-inf"))
    return asked


def test_the_server_is_asked_once_a_second(connection: DatabaseWrapper, tried: list[bool]) -> None:
    assert [connection.is_usable() for _ in range(3)] == [True] * 3
    assert tried == [True]


def test_after_an_error_it_is_always_asked(connection: DatabaseWrapper, tried: list[bool]) -> None:
    connection.is_usable()
    connection.errors_occurred = True
    assert connection.is_usable()
    connection.errors_occurred = False
    assert tried == [True, True]
