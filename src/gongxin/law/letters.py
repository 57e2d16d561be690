"""Commitment letters that an organisation may sign: what it promises, and what breaking leads to.

One :class:`Letter` for each kind of commitment in the catalogue, read from ``packs/*/letters/*.yaml``.
A broken commitment leads to what its letter says and to nothing else; so every consequence names
its legal basis, or the letter does not load.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongxin.core.text import Text
from gongxin.law.catalogue import Basis
from gongxin.law.packs import find_packs
from gongxin.law.read_item import read_basis
from gongxin.law.roots import added_packs, default_roots
from gongxin.law.yaml_source import Entry, Faults, read_yaml


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows when the commitment is broken, and by which rule."""

    text: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class Letter:
    """The template of one kind of commitment.

    ``value`` is its kind as the catalogue item ``commitment`` writes it. ``months``: within how many
    months its performance is checked unless another day is set.
    """

    id: str
    pack: str
    title: Text
    value: str
    basis: Basis
    months: int
    promises: tuple[Text, ...]
    consequences: tuple[Consequence, ...]


def load_letters(roots: Sequence[Path] | None = None) -> dict[str, Letter]:
    """The letters by id, in the order of their files; LawError with all faults."""
    return _kept(added_packs()) if roots is None else _load(roots)


@lru_cache(maxsize=8)
def _kept(added: str) -> dict[str, Letter]:
    return _load(default_roots(added))


def _load(roots: Sequence[Path]) -> dict[str, Letter]:
    faults = Faults()
    found: dict[str, Letter] = {}
    for pack in find_packs(roots, faults):
        for path in pack.files("letters"):
            entry = read_yaml(path, faults)
            if entry is None:
                continue
            letter = _read_letter(entry, pack.id)
            if letter.id in found:
                entry.note(f"承诺书 {letter.id} 重复", f"letter {letter.id!r} exists already")
            found.setdefault(letter.id, letter)
    faults.raise_any()
    return found


def _read_letter(entry: Entry, pack: str) -> Letter:
    letter = Letter(
        id=entry.text("id"),
        pack=pack,
        title=entry.bilingual("title"),
        value=entry.text("value"),
        basis=read_basis(entry.entry("basis")),
        months=entry.integer("months") or 0,
        promises=tuple(_read_promise(part) for part in entry.entries("promises")),
        consequences=tuple(_read_consequence(part) for part in entry.entries("consequences")),
    )
    entry.close()
    if not letter.promises:
        entry.note("承诺书至少要有一条承诺", "a letter needs a promise")
    if not letter.consequences:
        entry.note(
            "承诺书应写明违诺后果", "a letter says what follows when the commitment is broken"
        )
    if letter.months < 1:
        entry.note("months 应为 1 以上的整数", "'months' must be a whole number from 1")
    return letter


def _read_promise(entry: Entry) -> Text:
    promise = entry.bilingual("text")
    entry.close()
    return promise


def _read_consequence(entry: Entry) -> Consequence:
    consequence = Consequence(entry.bilingual("text"), read_basis(entry.entry("basis")))
    entry.close()
    return consequence
