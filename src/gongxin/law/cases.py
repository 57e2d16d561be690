"""How long a step of a case may take, how long its consequences last, how much is allowed: as data.

One :class:`CaseRules` for each kind of case (repair, objection …), read from
``packs/*/cases/*.yaml`` by :func:`load_case_rules`. Every version names its legal basis; every
term and limit says whether its number was read in the rule itself (``verified``).

>>> rules = load_case_rules()["repair"]
>>> rules.term("accept", date(2026, 11, 20)).due(date(2026, 11, 20))
Deadline(on=datetime.date(2026, 11, 25), certain=True)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from gongxin.core.text import Text
from gongxin.core.workdays import Deadline, add_working_days
from gongxin.law.catalogue import Basis
from gongxin.law.months import add_months
from gongxin.law.packs import find_packs
from gongxin.law.read_item import read_basis
from gongxin.law.roots import added_packs, default_roots
from gongxin.law.yaml_source import Entry, Faults, read_yaml

Unit = Literal["working_days", "days", "months"]
UNITS: tuple[Unit, ...] = ("working_days", "days", "months")


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time that a rule sets: ``number`` of ``unit``, under ``basis``."""

    name: str
    number: int
    unit: Unit
    verified: bool
    basis: Basis

    def due(self, start: date) -> Deadline:
        """The last day of the term that begins on ``start`` (which does not count itself).

        A deadline past the last known working-day calendar is not ``certain``: "not before".
        """
        if self.unit == "working_days":
            return add_working_days(start, self.number)
        if self.unit == "days":
            return Deadline(start + timedelta(days=self.number), certain=True)
        return Deadline(add_months(start, self.number), certain=True)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a rule allows of something: ``number`` of what ``name`` says, under ``basis``."""

    name: str
    number: int
    verified: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class CaseVersion:
    """The terms and limits for cases opened from ``opened_from`` (None: all earlier ones) on."""

    opened_from: date | None
    basis: Basis
    terms: tuple[Term, ...]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRules:
    """All versions of the terms of one kind of case, oldest first."""

    id: str
    pack: str
    title: Text
    versions: tuple[CaseVersion, ...]

    def version_for(self, opened_on: date) -> CaseVersion:
        """The version that holds for a case opened on this day."""
        found = self.versions[0]
        for version in self.versions[1:]:
            if version.opened_from is not None and version.opened_from <= opened_on:
                found = version
        return found

    def term(self, name: str, opened_on: date) -> Term:
        """The term called ``name``; KeyError naming kind and term when the rules have none."""
        for one in self.version_for(opened_on).terms:
            if one.name == name:
                return one
        raise KeyError(f"the rules for {self.id} cases set no term {name!r}")

    def limit(self, name: str, opened_on: date) -> Limit:
        """The limit called ``name``; KeyError naming kind and limit when the rules have none."""
        for one in self.version_for(opened_on).limits:
            if one.name == name:
                return one
        raise KeyError(f"the rules for {self.id} cases set no limit {name!r}")


def load_case_rules(roots: Sequence[Path] | None = None) -> dict[str, CaseRules]:
    """The rules of every kind of case by its id; LawError with all faults, as for the catalogue."""
    return _kept(added_packs()) if roots is None else _load(roots)


@lru_cache(maxsize=8)
def _kept(added: str) -> dict[str, CaseRules]:
    return _load(default_roots(added))


def _load(roots: Sequence[Path]) -> dict[str, CaseRules]:
    faults = Faults()
    found: dict[str, CaseRules] = {}
    for pack in find_packs(roots, faults):
        for path in pack.files("cases"):
            entry = read_yaml(path, faults)
            if entry is None:
                continue
            rules = _read_rules(entry, pack.id)
            if rules.id in found:
                entry.note(f"办理规则 {rules.id} 重复", f"case rules {rules.id!r} exist already")
            found.setdefault(rules.id, rules)
    faults.raise_any()
    return found


def _read_rules(entry: Entry, pack: str) -> CaseRules:
    parts = entry.entries("versions")
    rules = CaseRules(
        id=entry.text("id"),
        pack=pack,
        title=entry.bilingual("title"),
        versions=tuple(_read_version(part) for part in parts),
    )
    entry.close()
    starts = [version.opened_from for version in rules.versions]
    if not starts or starts[0] is not None:
        entry.note(
            "至少要有一个版本，最早的不写 opened_from",
            "there must be a version, and the oldest has no 'opened_from'",
        )
    later = [day or date.min for day in starts[1:]]
    if later != sorted(set(later) - {date.min}):
        entry.note(
            "版本应按 opened_from 从早到晚排列",
            "versions must stand in order of 'opened_from', oldest first",
        )
    return rules


def _read_version(entry: Entry) -> CaseVersion:
    basis = read_basis(entry.entry("basis"))
    version = CaseVersion(
        opened_from=entry.optional_day("opened_from"),
        basis=basis,
        terms=tuple(_read_term(part, basis) for part in entry.entries("terms")),
        limits=tuple(_read_limit(part, basis) for part in entry.entries("limits")),
    )
    entry.close()
    names = [term.name for term in version.terms]
    for doubled in sorted({name for name in names if names.count(name) > 1}):
        entry.note(f"期限“{doubled}”出现两次", f"term {doubled!r} is given twice")
    limits = [limit.name for limit in version.limits]
    for doubled in sorted({name for name in limits if limits.count(name) > 1}):
        entry.note(f"上限“{doubled}”出现两次", f"limit {doubled!r} is given twice")
    return version


def _read_limit(entry: Entry, basis: Basis) -> Limit:
    own = entry.optional_entry("basis")
    limit = Limit(
        name=entry.text("limit"),
        number=entry.integer("number") or 0,
        verified=entry.required_flag("verified"),
        basis=read_basis(own) if own else basis,
    )
    entry.close()
    if limit.number < 1:
        entry.note("number 应为 1 以上的整数", "'number' must be a whole number from 1")
    return limit


def _read_term(entry: Entry, basis: Basis) -> Term:
    own = entry.optional_entry("basis")
    term = Term(
        name=entry.text("term"),
        number=entry.integer("number") or 0,
        unit=cast(Unit, entry.one_of("unit", UNITS)),
        verified=entry.required_flag("verified"),
        basis=read_basis(own) if own else basis,
    )
    entry.close()
    if term.number < 1:
        entry.note("number 应为 1 以上的整数", "'number' must be a whole number from 1")
    return term
