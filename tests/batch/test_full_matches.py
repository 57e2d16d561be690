"""Patterns of whole texts are asked by another function of DuckDB, with the same answer."""

import duckdb
import ibis
import pytest

from gongxin.batch.engine.dialect import bare, with_full_matches
from gongxin.batch.text import fits, tidy

TEXTS = ["12", " 12 ", "12\n", "", "x", "1", "a|b", "12'", "\u300012", None]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (r"REGEXP_MATCHES(x, '^(?:a|b)\z')", r"REGEXP_FULL_MATCH(x, '^(?:a|b)\z')"),
        (r"REGEXP_MATCHES(x, '^(?:a)')", None),
        (r"REGEXP_MATCHES(x, 'a\z')", None),
        (r"REGEXP_MATCHES(REGEXP_REPLACE(x, '^(?:a)\z', ''), 'b')", None),
        (
            r"REGEXP_MATCHES(CASE WHEN REGEXP_MATCHES(y, '[^)]') THEN f('(', y) END, '^(?:a'')\z' )",
            r"REGEXP_FULL_MATCH(CASE WHEN REGEXP_MATCHES(y, '[^)]') THEN f('(', y) END, '^(?:a'')\z' )",
        ),
        (r"REGEXP_MATCHES(x, CONCAT('^(?:a)\z', 'b'))", None),
        (
            r""""a ( ' b" = 1 OR REGEXP_MATCHES(x, '^(?:a)\z')""",
            r""""a ( ' b" = 1 OR REGEXP_FULL_MATCH(x, '^(?:a)\z')""",
        ),
    ],
)
def test_only_patterns_of_whole_texts_change(made: str, expected: str | None) -> None:
    assert with_full_matches(made) == (expected or made)


@pytest.mark.parametrize("pattern", ["[0-9]{1,15}", "a|b", "12'?", "(?s:.*)"])
def test_the_answer_is_the_same(pattern: str) -> None:
    column = ibis.table({"v": "string"}, name="t")["v"]
    for expression in (fits(column, pattern), fits(tidy(column), pattern)):
        changed = bare(expression, "duckdb")
        before = changed.replace("REGEXP_FULL_MATCH", "REGEXP_MATCHES")
        assert changed != before
        with duckdb.connect() as db:
            query = f"SELECT {changed} IS NOT DISTINCT FROM {before} FROM (SELECT unnest(?) AS v)"
            assert db.execute(query, [TEXTS]).fetchall() == [(True,)] * len(TEXTS)
