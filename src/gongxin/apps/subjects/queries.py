"""Finding organisations: by code, by part of a name, by an older number."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import connection

from gongxin.apps.prepared import read_prepared
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.apps.subjects.searching import CANDIDATES, find, found_page, storable
from gongxin.core.identifiers.normalise import normalise


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """An organisation that a search found; ``matched`` is the name or number that matched.

    ``by`` is ``name``, ``former_name``, ``code``, ``regno`` or ``orgcode``.
    """

    code: str
    name: str
    kind: str
    region: str
    status: str
    in_register: bool
    matched: str
    by: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found, best first.

    ``capped`` says that more were like it than were looked at (1,000): ask for more of the name.
    """

    text: str
    total: int
    capped: bool
    page: int
    size: int
    subjects: list[FoundSubject]

    @property
    def pages(self) -> int:
        """The number of pages that can be turned to."""
        return max(1, -(-self.total // self.size))


def find_subject(code: str) -> Subject | None:
    """The organisation with this Unified Social Credit Code, however it is spelt; one SQL query."""
    # the SQL is built once: a credit file is mostly this and one query more
    sql, columns = _by_code()
    rows = read_prepared(sql, [normalise(storable(code))])
    return Subject.from_db(connection.alias, columns, rows[0]) if rows else None


@cache
def _by_code() -> tuple[str, list[str]]:
    columns = [field.attname for field in Subject._meta.concrete_fields]
    listed = ", ".join(f'"{name}"' for name in columns)
    return f"SELECT {listed} FROM {Subject._meta.db_table} WHERE code = %s", columns


def search_subjects(text: str, *, page: int = 1, size: int = 20) -> SearchPage:
    """Organisations by part of a name (present or former) or code, or by a whole older number.

    Exact matches come first, then names that begin with the text, then names that contain it;
    present names before former ones, shorter before longer. Nothing is found for empty text.
    """
    page = max(1, page)
    found = find(text)
    start = (page - 1) * size
    subjects = [FoundSubject(*row) for row in found_page(found.matches[start : start + size])]
    return SearchPage(text, len(found.matches), found.capped, page, size, subjects)


def subject_ids(text: str) -> list[int]:
    """The ids of at most 1,000 organisations that the text finds, best first."""
    return [match.subject_id for match in find(text).matches[:CANDIDATES]]


def judgements_for(signatures: Iterable[str]) -> dict[str, dict[int, str]]:
    """What people decided: signature → subject id → latest verdict; one SQL query."""
    decided: dict[str, dict[int, str]] = {}
    chosen = Judgement.objects.filter(signature__in=set(signatures)).order_by("id")
    for signature, subject_id, verdict in chosen.values_list("signature", "subject_id", "verdict"):
        decided.setdefault(signature, {})[subject_id] = verdict
    return decided
