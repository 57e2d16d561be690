"""Steps run once what they need is made, and an error ends them all."""

import threading
from functools import partial

import duckdb
import pytest

from gongxin.batch.engine.steps import Step, run_steps


def store(name: str, query: str, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"CREATE TABLE {name} AS {query}")


def test_a_step_finds_what_it_needs() -> None:
    steps = [
        Step("one", (), partial(store, "one", "SELECT 1 AS n")),
        *(Step(f"two_{n}", ("one",), partial(store, f"two_{n}", "FROM one")) for n in range(20)),
        Step("all_of_them", ("two_3", "two_19"), partial(store, "sum", "FROM two_3, two_19")),
    ]
    with duckdb.connect() as connection:
        run_steps(connection, steps)
        assert len(connection.execute("SHOW TABLES").fetchall()) == 22
        assert connection.execute("FROM sum").fetchall() == [(1, 1)]


def test_two_steps_run_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=30)

    def meet(connection: duckdb.DuckDBPyConnection) -> None:
        both.wait()

    steps = [Step(name, (), meet) for name in "ab"]
    with duckdb.connect() as connection:
        run_steps(connection, steps)


def test_the_first_error_is_raised_and_no_further_step_begins() -> None:
    steps = [
        Step("bad", (), partial(store, "bad", "FROM nowhere")),
        Step("after", ("bad",), partial(store, "after", "SELECT 1")),
    ]
    with duckdb.connect() as connection:
        with pytest.raises(duckdb.CatalogException):
            run_steps(connection, steps)
        assert connection.execute("SHOW TABLES").fetchall() == []
