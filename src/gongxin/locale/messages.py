"""The English of the pages: collected from templates and code, kept complete, compiled.

Pages are written in Chinese; the Chinese text is the message id. Babel is needed, which only
developers have.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE: Final = Path(__file__).resolve().parent.parent
ENGLISH: Final = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED: Final = ENGLISH.with_suffix(".mo")
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # a date would change the file at every run
_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}

Message = str | tuple[str, ...]


def messages() -> dict[Message, list[tuple[str, int]]]:
    """Every message id of the pages with the places where it is used."""
    found: dict[Message, list[tuple[str, int]]] = {}
    for path, source in _sources():
        place = path.relative_to(PACKAGE).as_posix()
        for line, message, _, _ in extract("python", BytesIO(source.encode()), _KEYWORDS):
            found.setdefault(message, []).append((place, line))
    return found


def read_english() -> Catalog:
    """The English as it is written now, empty when there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en", project="gongxin", charset="utf-8")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def updated(english: Catalog) -> Catalog:
    """The catalogue of all present ids, with what ``english`` says of them."""
    fresh = Catalog(
        locale="en",
        project="gongxin",
        charset="utf-8",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )
    for message, places in sorted(messages().items(), key=lambda entry: entry[1]):
        known = english.get(_first(message))
        files = dict.fromkeys(place for place, _ in places)
        fresh.add(message, known.string if known else None, locations=[(file, 1) for file in files])
    return fresh


def missing(english: Catalog) -> list[str]:
    """The ids in ``english`` that have no, or not all, English."""
    return [str(entry.id) for entry in english if entry.id and not _complete(entry)]


def is_compiled(english: Catalog) -> bool:
    """Whether the ``.mo`` that Django reads says what ``english`` says."""
    if not COMPILED.exists():
        return False
    with COMPILED.open("rb") as file:
        read = read_mo(file)
    return _said(read) == _said(english)


def write(english: Catalog) -> None:
    """Writes ``.po`` and ``.mo``."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, english, width=100, omit_header=True, include_lineno=False)
    with COMPILED.open("wb") as file:
        write_mo(file, english)


def _said(catalog: Catalog) -> dict[str, str]:
    return {
        str(_first(e.id)): str(list(e.string) if isinstance(e.string, tuple) else e.string)
        for e in catalog
        if e.id and _complete(e)
    }


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted((PACKAGE / "web").rglob("*")):
        if path.suffix == ".py":
            yield path, path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            made = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # what it makes of a template is no Python block: indentation means nothing
            yield path, "\n".join(line.lstrip() for line in made.split("\n"))


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _complete(entry: Entry) -> bool:
    string = entry.string
    return all(string) if isinstance(string, tuple | list) else bool(string)
