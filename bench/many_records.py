"""Five million records from one: filed ones copied, with new ids, evenly over all organisations."""

import sys
from pathlib import Path

import psycopg

from bench.city import FILED, REGISTERED, City, submit
from bench.files import penalty_file

_INSERT = """
INSERT INTO records_record (uid, revision, change, item, subject_id, department_id, decided_on,
    fields, digest, severity, public_from, public_until, known_from, known_until, submission_id,
    row, linked_by)
SELECT gen_random_uuid(), 1, 'submitted', f.item, s.id, f.department_id, f.decided_on, f.fields,
    f.digest, f.severity, f.public_from, f.public_until, f.known_from, NULL, f.submission_id, f.row,
    'uscc'
FROM (SELECT * FROM records_record WHERE id <= %(last)s AND item = 'penalty'
      AND known_until IS NULL ORDER BY id LIMIT %(most)s) f
JOIN bench_subject s ON s.n = (f.row::bigint * 7919 + %(turn)s * 104729) %% %(subjects)s
"""


def fill(city: City) -> int:
    """Bring the filed database to ``options.records`` records; how many there are then."""
    if FILED not in city.databases():
        city.copy(REGISTERED, FILED)
        city.gongxin(FILED, *submit("penalty", str(penalty_file(city.options))))
    with city.connect(FILED) as connection:
        wanted, there = city.options.records, _count(connection)
        if there >= wanted:
            return there
        print(f"filling up to {wanted:,} records …", file=sys.stderr)
        indexes = _drop_indexes(connection)
        _insert(connection, wanted - there)
        for index in indexes:
            connection.execute(index)
        connection.execute("VACUUM ANALYZE")
        return _count(connection)


def _insert(connection: psycopg.Connection, missing: int) -> None:
    connection.execute(
        "CREATE TEMP TABLE bench_subject AS"
        " SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM subjects_subject"
    )
    connection.execute("CREATE INDEX ON bench_subject (n)")
    connection.execute("ANALYZE bench_subject")
    subjects = _number(connection, "SELECT count(*) FROM bench_subject")
    last = _number(connection, "SELECT max(id) FROM records_record")
    turn = 0
    while missing > 0:
        turn += 1
        values = {"last": last, "most": missing, "turn": turn, "subjects": subjects}
        missing -= connection.execute(_INSERT, values).rowcount


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Drop the indexes that are no constraints; the statements that make them again."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'records_record'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]


def _count(connection: psycopg.Connection) -> int:
    return _number(connection, "SELECT count(*) FROM records_record WHERE known_until IS NULL")


def _number(connection: psycopg.Connection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found and found[0] is not None else 0


def database_bytes(city: City) -> int:
    """How large the filed database is."""
    with city.connect(FILED) as connection:
        return _number(connection, "SELECT pg_database_size(current_database())")


def sqlite_path(city: City) -> Path:
    """Where the same rows lie for Datasette."""
    return city.options.folder / "records.sqlite"
