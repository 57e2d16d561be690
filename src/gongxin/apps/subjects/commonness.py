"""How common pieces of names are, from what PostgreSQL keeps of them for its own plans."""

from functools import lru_cache
from time import monotonic

from django.db import connection

KEPT = 600  # seconds; the statistics change with every ANALYZE, but the commonest pieces hardly


def commonness() -> dict[str, float]:
    """The part of all names that contain a piece, for the commonest one- and two-character pieces.

    What is missing is rarer than anything in it. Empty before the first ANALYZE, as on a small
    database; at most ten minutes old in a process.
    """
    return _commonness(int(monotonic() // KEPT))


@lru_cache(maxsize=1)
def _commonness(period: int) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(_STATISTICS)
        return dict(cursor.fetchall())


_STATISTICS = """
select piece, frequency from pg_stats,
    unnest(most_common_elems::text::text[], most_common_elem_freqs) as common (piece, frequency)
where schemaname = any(current_schemas(false)) and tablename = 'subjects_subjectname'
    and attname = 'grams' and piece is not null
"""
