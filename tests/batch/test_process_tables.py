"""Tables made of given rows keep every value as it is."""

from datetime import date

from gongxin.batch.engine.process import open_process

SHAPE = {"a b": "VARCHAR", "n": "BIGINT", "d": "DATE", "yes": "BOOLEAN"}


def test_rows_come_back_as_they_were_given() -> None:
    rows = [
        ('it\'s "so"', 2**62, date(2026, 11, 21), True),
        ("", -1, None, False),
        (None, None, date(1, 1, 1), None),
        ("公信\n一", 0, date(9999, 12, 31), True),
    ]
    with open_process() as session:
        session.create("t", SHAPE, rows)
        assert session.rows("SELECT * FROM t ORDER BY n NULLS LAST") == sorted(
            rows, key=lambda row: (row[1] is None, row[1])
        )


def test_a_value_among_thousands_of_empty_cells_stays() -> None:
    rows = [("x" if n == 1 else None, 7 if n == 4999 else None) for n in range(5000)]
    with open_process() as session:
        session.create("t", {"a": "VARCHAR", "n": "INTEGER"}, rows)
        assert session.rows("SELECT max(a), max(n), count(*) FROM t") == [("x", 7, 5000)]


def test_no_rows_make_an_empty_table_and_a_second_one_takes_its_place() -> None:
    with open_process() as session:
        session.create("t", SHAPE, [("x", 1, None, None)])
        session.create("t", {"other": "BIGINT"})
        assert session.rows("SELECT * FROM t") == []
        session.create("t", {"only": "BIGINT"}, [(None,), (None,)])
        assert session.rows("SELECT * FROM t") == [(None,), (None,)]
