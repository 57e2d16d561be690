"""Fill a database with organisations straight from the generator: ``many_names.py URL COUNT``."""

import sys
from collections.abc import Iterable, Iterator

import psycopg

from bench.bulk import without_indexes
from bench.files import SEED
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise
from gongxin.demo.organisations import Organisations

TABLES = ("subjects_subject", "subjects_subjectname", "subjects_subjectidentifier")
_SUBJECTS = "id, code, name, kind, region, industry, status, in_register, created_at"
_NAMES = "subject_id, name, normalised, region, kind"
_NUMBERS = "subject_id, scheme, value"


def fill(url: str, count: int) -> None:
    """Write ``count`` organisations with their present names and organisation codes."""
    city = Organisations.generate(count, SEED + 1)
    codes, names = city.code.to_pylist(), city.name.to_pylist()
    regions, inner = city.region.to_pylist(), city.orgcode.to_pylist()
    with psycopg.connect(url) as connection, without_indexes(connection, TABLES):
        _copy(connection, f"subjects_subject ({_SUBJECTS})", _subjects(codes, names, regions))
        _copy(
            connection,
            f"subjects_subjectname ({_NAMES})",
            (
                (n, name, normalise(name), region, "current")
                for n, (name, region) in enumerate(zip(names, regions, strict=True), 1)
            ),
        )
        _copy(
            connection,
            f"subjects_subjectidentifier ({_NUMBERS})",
            ((n, "orgcode", code) for n, code in enumerate(inner, 1)),
        )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _subjects(
    codes: Iterable[str], names: Iterable[str], regions: Iterable[str]
) -> Iterator[tuple[object, ...]]:
    for n, (code, name, region) in enumerate(zip(codes, names, regions, strict=True), 1):
        kind = uscc.kind_of(code).key
        yield (n, code, name, kind, region, "", "存续", True, "2026-11-20T00:00:00Z")


def _copy(connection: psycopg.Connection, target: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor().copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
