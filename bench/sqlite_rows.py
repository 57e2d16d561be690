"""The rows that Datasette serves: those of every fifth organisation, as the credit file shows them."""

import sqlite3
from pathlib import Path

from bench.city import FILED, City

_COLUMNS = (
    "id TEXT PRIMARY KEY, subject TEXT, document TEXT, violation TEXT, kinds TEXT, fine TEXT,"
    " decided TEXT, public_until TEXT, department TEXT"
)
_ROWS = """
SELECT r.uid::text, s.code, r.fields ->> 'CF_WSH', r.fields ->> 'CF_WFXW', r.fields ->> 'CF_CFLB',
    r.fields ->> 'CF_NR_FK', r.decided_on::text, r.public_until::text, r.fields ->> 'CF_CFJG'
FROM records_record r JOIN subjects_subject s ON s.id = r.subject_id
WHERE s.id %% 5 = 0 AND r.item = 'penalty' AND r.known_until IS NULL
    AND r.public_from <= %(day)s AND (r.public_until IS NULL OR r.public_until >= %(day)s)
ORDER BY r.id
"""


def write_sqlite(city: City, path: Path, day: str) -> int:
    """Write the rows that are public on ``day``, indexed by organisation; how many."""
    path.unlink(missing_ok=True)
    target = sqlite3.connect(path)
    target.execute("PRAGMA journal_mode = off")
    target.execute(f"CREATE TABLE records ({_COLUMNS})")
    with city.connect(FILED) as connection, connection.transaction():
        cursor = connection.cursor(name="bench_rows")
        cursor.itersize = 20_000
        cursor.execute(_ROWS, {"day": day})
        target.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", cursor)
    target.execute("CREATE INDEX records_subject ON records (subject, decided DESC)")
    target.execute("ANALYZE")
    found = target.execute("SELECT count(*) FROM records").fetchone()
    target.commit()
    target.execute("VACUUM")
    target.close()
    return int(found[0])


def sampled_subjects(path: Path, most_rows: int, count: int) -> tuple[list[str], float]:
    """Codes of organisations with 1 to ``most_rows`` rows, and the mean of their rows."""
    source = sqlite3.connect(path)
    found = source.execute(
        "SELECT subject, n FROM (SELECT subject, count(*) AS n FROM records GROUP BY subject)"
        # a fixed order that has nothing to do with where the rows lie
        " WHERE n <= ? ORDER BY substr(subject, 17, 1), substr(subject, 12) LIMIT ?",
        [most_rows, count],
    ).fetchall()
    source.close()
    return [code for code, _ in found], sum(n for _, n in found) / len(found)
