"""Many records from some: filed ones copied, with new ids, evenly over organisations."""

import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg

from bench.bulk import without_indexes
from bench.city import FILED, REGISTERED, City, submit
from bench.files import penalty_file

_INSERT = """
INSERT INTO records_record (uid, revision, change, item, subject_id, department_id, decided_on,
    fields, digest, severity, public_from, public_until, known_from, known_until, submission_id,
    row, linked_by)
SELECT gen_random_uuid(), 1, 'submitted', f.item, s.id, f.department_id, f.decided_on, f.fields,
    f.digest, f.severity, f.public_from, f.public_until, f.known_from, NULL, f.submission_id, f.row,
    'uscc'
FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS n FROM records_record
      WHERE id <= %(last)s AND item = %(item)s AND known_until IS NULL
      ORDER BY id LIMIT %(most)s) f
JOIN bench_subject s ON s.n = (f.n + %(done)s) * 7919 %% %(subjects)s
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
        add(connection, {"penalty": wanted - there}, "SELECT id FROM subjects_subject")
        connection.execute("VACUUM ANALYZE")
        return _count(connection)


def add(connection: psycopg.Connection, missing: Mapping[str, int], subjects: str) -> None:
    """Add so many records of each item, copies of what is filed, to the organisations in turn.

    ``subjects`` is the query of their ids; their number must not be divisible by 7919, the step
    that keeps one organisation's records apart.
    """
    last = _number(connection, "SELECT max(id) FROM records_record")
    connection.execute(
        "CREATE TEMP TABLE bench_subject AS"
        f" SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM ({subjects}) s"
    )
    connection.execute("CREATE INDEX ON bench_subject (n)")
    connection.execute("ANALYZE bench_subject")
    number = _number(connection, "SELECT count(*) FROM bench_subject")
    with without_indexes(connection, ["records_record"]):
        for item, count in missing.items():
            done = 0
            while done < count:
                values = {"last": last, "item": item, "most": count - done, "done": done}
                done += connection.execute(_INSERT, {**values, "subjects": number}).rowcount


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
