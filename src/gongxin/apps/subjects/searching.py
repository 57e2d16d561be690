"""The search itself: candidates from the index on 1- and 2-grams, ranked in the database.

The grams only propose; every candidate is then compared with the whole text. A text that very
many names contain is cut at ``CANDIDATES``, and the answer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gongxin.core.identifiers.constants import USCC_ALPHABET, USCC_LENGTH
from gongxin.core.identifiers.normalise import normalise as normalise_number
from gongxin.core.names import grams
from gongxin.core.names import normalise as normalise_name

CANDIDATES = 1000
SHORTEST_CODE = 4
LONGEST_TEXT = 200
COMMON = frozenset(
    pair
    for form in ("有限责任公司", "股份有限公司", "个体工商户", "专业合作社")
    for pair in grams(form)
    if len(pair) > 1
)


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
    query = " & ".join(_lexeme(gram) for gram in _telling(grams(name)))
    values: dict[str, str | int] = {"name": name, "query": query, "most": CANDIDATES + 1}
    rows = _rows(_NAMES, values)
    capped = len(rows) > 0 and rows[0][3] > CANDIDATES
    return [Match(*row[:3]) for row in rows], capped


def _telling(found: list[str]) -> list[str]:
    """The grams to look up: pairs, if there are any, and none of the legal forms' that tell little.

    Where nothing else is left one is enough: the planner then knows how common it is, and reads
    the table until it has found enough instead of collecting half of it from the index.
    """
    pairs = [gram for gram in found if len(gram) > 1] or found
    return [gram for gram in pairs if gram not in COMMON] or pairs[:1]


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
_NAMES = """
with candidate as (
    (select subject_id, name, normalised, kind from subjects_subjectname
     where grams @@ %(query)s::tsquery and strpos(normalised, %(name)s) > 0
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
