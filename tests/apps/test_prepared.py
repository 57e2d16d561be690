"""Statements that the database plans once for each connection."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongxin.apps.prepared import read_prepared

pytestmark = pytest.mark.django_db
SQL = "SELECT %s::date, %s::text"


def test_values_come_back_as_the_types_that_models_have() -> None:
    sql = (
        "SELECT '{\"a\": [1]}'::jsonb, 'b0000000-0000-0000-0000-000000000001'::uuid,"
        " timestamptz '2026-11-21 12:00+08', ARRAY['x']::text[], NULL::date, 7::bigint"
    )
    assert read_prepared(sql, []) == [
        (
            {"a": [1]},
            UUID("b0000000-0000-0000-0000-000000000001"),
            datetime(2026, 11, 21, 4, tzinfo=UTC),
            ["x"],
            None,
            7,
        )
    ]


def test_a_statement_is_planned_once() -> None:
    for day in (1, 2, 3):
        assert read_prepared(SQL, [date(2026, 1, day), "a'b"]) == [(date(2026, 1, day), "a'b")]
    held = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::date%%'"
    with connection.cursor() as cursor:
        cursor.execute(held)
        assert cursor.fetchone() == (1,)


def test_it_counts_as_a_query() -> None:
    with CaptureQueriesContext(connection) as asked:
        read_prepared(SQL, [date(2026, 1, 1), "x"])
    assert len(asked) == 1


def test_an_error_is_a_database_error_and_leaves_the_connection_usable() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        read_prepared("SELECT 1 / %s::int", [0])
    assert read_prepared("SELECT 1 / %s::int", [1]) == [(1,)]
