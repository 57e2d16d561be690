"""The search itself: candidates from the index on 1- and 2-grams, ranked in the database.

The grams only propose; every candidate is then compared with the whole text. A text that very
many names contain is cut at ``CANDIDATES``, and the answer says so: when all its grams are common
these are looked for among the first names, for the index would first gather all that have them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gongxin.apps.subjects.commonness import commonness
from gongxin.core.identifiers.constants import USCC_ALPHABET, USCC_LENGTH
from gongxin.core.identifiers.normalise import normalise as normalise_number
from gongxin.core.names import grams
from gongxin.core.names import normalise as normalise_name

CANDIDATES = 1000
SHORTEST_CODE = 4
LONGEST_TEXT = 200
FIRST = 100_000  # names among which a common text is looked for before the index is asked
COMMON = 0.01  # part of all names: so many of the first ones have it that there are enough
TELLING = 3  # grams that are looked up: the rarest; more cost more than they narrow down


@dataclass(frozen=True, slots=True)
class Match:
    """One organisation that was found, and what matched."""

    subject_id: int
    matched: str
    by: str


@dataclass(frozen=True, slots=True)
class Found:
    """All matches, best first, at most ``CANDIDATES`` of names; ``capped`` if there are more."""

    matches: list[Match]
    capped: bool


def find(text: str) -> Found:
    """Everything that ``text`` finds: codes and older numbers first, then names."""
    text = storable(text[:LONGEST_TEXT]).strip()
    numbers = _by_number(normalise_number(text))
    names, capped = _by_name(normalise_name(text))
    if not numbers and not names:
        numbers = _inside_code(normalise_number(text))
    matches: dict[int, Match] = {}
    for match in [*numbers, *names]:
        matches.setdefault(match.subject_id, match)
    return Found(list(matches.values())[:CANDIDATES], capped or len(numbers) >= CANDIDATES)


def storable(text: str) -> str:
    r"""``text`` without what PostgreSQL text cannot hold: NUL and halves of surrogate pairs.

    >>> storable("云\x00湖")
    '云湖'
    """
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def found_page(
    matches: Sequence[Match],
) -> list[tuple[str, str, str, str, str, bool, str, str]]:
    """``code, name, kind, region, status, in_register, matched, by`` of each match, in order."""
    if not matches:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SUBJECTS, [[m.subject_id for m in matches]])
        by_id = {row[0]: row[1:] for row in cursor.fetchall()}
    return [(*by_id[m.subject_id], m.matched, m.by) for m in matches]


def _by_number(number: str) -> list[Match]:
    if len(number) < SHORTEST_CODE or not (number.isascii() and number.isalnum()):
        return []
    rows = _rows(_IDENTIFIERS, [number])
    if len(number) <= USCC_LENGTH:
        rows = [*_rows(_CODE_PREFIX, [number + "%", CANDIDATES]), *rows]
    return [Match(*row) for row in rows]


def _inside_code(number: str) -> list[Match]:
    """Organisations whose code contains the digits: a scan, so only when nothing else was found."""
    if not SHORTEST_CODE <= len(number) < USCC_LENGTH or not set(number) <= set(USCC_ALPHABET):
        return []
    return [Match(*row) for row in _rows(_CODE_PART, [f"%{number}%", CANDIDATES])]


def _by_name(name: str) -> tuple[list[Match], bool]:
    if not name:
        return [], False
    pieces = grams(name)
    pairs = [gram for gram in pieces if len(gram) > 1] or pieces
    known = commonness()
    if all(known.get(gram, 0.0) >= COMMON for gram in pairs):
        found = _names(_AMONG_FIRST, {"name": name, "first": FIRST})
        if found[1]:
            return found
    if known:
        pairs = sorted(pairs, key=lambda gram: known.get(gram, 0.0))[:TELLING]
    query = " & ".join(_lexeme(gram) for gram in pairs)
    return _names(_BY_GRAMS, {"name": name, "query": query})


def _names(sql: str, values: dict[str, str | int]) -> tuple[list[Match], bool]:
    """What a statement finds by name, and whether there are more than ``CANDIDATES``."""
    rows = _rows(sql, {**values, "most": CANDIDATES + 1})
    capped = len(rows) > 0 and rows[0][3] > CANDIDATES
    return [Match(*row[:3]) for row in rows], capped


def _lexeme(gram: str) -> str:
    """One gram as a quoted lexeme of a ``tsquery``."""
    escaped = gram.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _rows(sql: str, values: list[str | int] | dict[str, str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


_SUBJECTS = """
select id, code, name, kind, region, status, in_register from subjects_subject where id = any(%s)
"""

_CODE_PREFIX = """
select id, code, 'code' from subjects_subject where code like %s order by code limit %s
"""

_CODE_PART = """
select id, code, 'code' from subjects_subject where code like %s limit %s
"""

_IDENTIFIERS = """
select subject_id, value, scheme from subjects_subjectidentifier
where scheme in ('orgcode', 'regno') and value = %s
order by subject_id
limit 100
"""

# Exact names are asked for apart from the rest, so that the cap can never cut them off.
_RANKED = """
with candidate as (
    (select subject_id, name, normalised, kind from {names}
     limit %(most)s)
    union all
    (select subject_id, name, normalised, kind from subjects_subjectname
     where normalised = %(name)s
     limit %(most)s)
), best as (
    select distinct on (subject_id)
        subject_id, name, kind, length(normalised) as size,
        case when normalised = %(name)s then 0
             when starts_with(normalised, %(name)s) then 1 else 2 end as rank
    from candidate
    order by subject_id, rank, kind = 'former', size
)
select subject_id, name, case when kind = 'former' then 'former_name' else 'name' end,
    (select count(*) from candidate)
from best
order by rank, kind = 'former', size, subject_id
"""

_BY_GRAMS = _RANKED.format(
    names="""subjects_subjectname
     where grams @@ %(query)s::tsquery and strpos(normalised, %(name)s) > 0"""
)

_AMONG_FIRST = _RANKED.format(
    names="""(select * from subjects_subjectname order by id limit %(first)s) as early
     where strpos(normalised, %(name)s) > 0"""
)
