"""Pages of a list: which page is meant, and the links to its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paging:
    """What the paging links under a list show; ``links`` holds None where pages are left out."""

    page: int
    pages: int
    first: int  # number of the first row shown, 0 when none
    last: int
    total: int
    previous: str | None
    next: str | None
    links: tuple[tuple[int, str] | None, ...]


def read_page(text: str | None) -> int | None:
    """The page number that an address asks for: 1 when absent, None when it is no page number.

    >>> read_page(None), read_page("3"), read_page("0"), read_page("x")
    (1, 3, None, None)
    """
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return int(text) or None


def paging(page: int, size: int, total: int, query: Query) -> Paging:
    """Paging for ``total`` rows; ``query`` is the rest of the address and is kept in every link."""
    pages = max(1, -(-total // size))
    shown = page <= pages and total > 0
    return Paging(
        page=page,
        pages=pages,
        first=(page - 1) * size + 1 if shown else 0,
        last=min(page * size, total) if shown else 0,
        total=total,
        previous=_address(min(page - 1, pages), query) if page > 1 else None,
        next=_address(page + 1, query) if page < pages else None,
        links=_links(page, pages, query),
    )


def _links(page: int, pages: int, query: Query) -> tuple[tuple[int, str] | None, ...]:
    near = {1, 2, pages - 1, pages, page - 1, page, page + 1}
    numbers = sorted(n for n in near if 1 <= n <= pages)
    links: list[tuple[int, str] | None] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(None)
        links.append((number, _address(number, query)))
    return tuple(links)


def _address(page: int, query: Query) -> str:
    kept = [(key, value) for key, value in query if key != "page" and value]
    return "?" + urlencode([*kept, ("page", str(page))] if page > 1 else kept)
