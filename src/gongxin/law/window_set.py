"""Publicity windows as dated rules: the shapes, which know no YAML and compute nothing.

A window rule is general; a field's own rule (market supervision, wages, work safety …) stands
beside it as ``special`` and goes before it for the decisions it covers.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from gongxin.core.text import Text
from gongxin.law.catalogue import Basis

Severity = Literal["", "minor", "general", "serious"]
SEVERITIES: tuple[Severity, ...] = ("", "minor", "general", "serious")  # mild to grave
Start = Literal["decision", "correction"]
STARTS: tuple[Start, ...] = ("decision", "correction")
SIMPLE = ("simple", "简易程序")  # how the summary procedure is written
FINE = "罚款"


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of supervision; ``also`` are department sectors and names of lists that mean it.

    ``entrance`` is where repair is asked for when the field keeps an entrance of its own.
    """

    id: str
    title: Text
    also: tuple[str, ...] = ()
    entrance: Text | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that stands for the sector."""
        return (self.id, self.title.zh, *self.also)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A choice that the law leaves open or that was not read, with what is known about it."""

    value: str
    verified: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class WindowClass:
    """One class of dishonesty: which kinds fall in it, and how many months it is shown.

    ``shortest`` is the number of months after which repair may be asked for (0: as soon as the
    duties are performed), counted from the decision or, where ``early_from`` says so, from the day
    of correction; ``longest`` the number after which publicity stops by itself, None only for the
    class ``""`` of what is not dishonesty at all. ``simple`` are kinds that fall in the class when
    they were imposed in the summary procedure; a fine below ``fine_below`` or from ``fine_from``
    (万元) falls in it whatever class fines are in.
    ``verified`` says whether the assignment of the kinds was read in the rule itself.
    """

    severity: Severity
    kinds: tuple[str, ...]
    published: bool
    shortest: int
    longest: int | None
    verified: bool
    simple: tuple[str, ...] = ()
    fine_below: Decimal | None = None
    fine_from: Decimal | None = None
    early_from: Start = "decision"


@dataclass(frozen=True, slots=True)
class WindowVersion:
    """The rule for decisions from ``decided_from`` (None: all earlier ones) to the next version.

    ``classes`` stand mild to grave; ``otherwise`` is the severity of a decision none of whose kinds
    is named by a class. ``unperformed``: what happens at the longest window while duties are not
    performed (``ends``, ``stays``). ``earlier``: what the version does to decisions before it
    (``keep``: they keep their rule; ``milder``: from its first day on they have the milder of the
    two). ``decided_until`` ends a special rule, after which the general one holds again.
    """

    decided_from: date | None
    basis: Basis
    otherwise: Severity
    classes: tuple[WindowClass, ...]
    decided_until: date | None = None
    unperformed: Parameter = Parameter("ends")
    earlier: Parameter = Parameter("keep")
    places: dict[str, int] = field(init=False, repr=False, compare=False)  # kind: its class

    def __post_init__(self) -> None:
        named = {kind: place for place, one in enumerate(self.classes) for kind in one.kinds}
        object.__setattr__(self, "places", named)

    def covers(self, decided_on: date) -> bool:
        """Whether the version is in force for a decision of this day."""
        begun = self.decided_from is None or self.decided_from <= decided_on
        return begun and (self.decided_until is None or decided_on <= self.decided_until)

    def of_severity(self, severity: Severity) -> WindowClass:
        """The gravest class with this severity; KeyError when the version has none."""
        for one in reversed(self.classes):
            if one.severity == severity:
                return one
        raise KeyError(f"no window class {severity!r}")


@dataclass(frozen=True, slots=True)
class WindowSet:
    """All versions of one window rule, oldest first.

    A special rule names the general one it goes before (``of``) and its ``sectors``; ``spellings``
    is everything that stands for one of them.
    """

    id: str
    pack: str
    title: Text
    versions: tuple[WindowVersion, ...]
    of: str = ""
    sectors: tuple[Sector, ...] = ()
    special: tuple["WindowSet", ...] = ()
    spellings: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = dict.fromkeys(word for one in self.sectors for word in one.spellings)
        object.__setattr__(self, "spellings", tuple(words))

    def version_for(self, decided_on: date, sector: str = "") -> WindowVersion:
        """The version that applies to a decision of this day in this sector."""
        return self.chosen(decided_on, sector)[1]

    def chosen(self, decided_on: date, sector: str = "") -> tuple["WindowSet", WindowVersion]:
        """The rule and its version that apply: the sector's own where it has one, or the general.

        ``sector`` is an id or any spelling; one that no rule names has no rule of its own.
        """
        for rule in self.special:
            if sector in rule.spellings:
                found = [version for version in rule.versions if version.covers(decided_on)]
                if found:
                    return rule, found[-1]
        covering = [version for version in self.versions if version.covers(decided_on)]
        return self, (covering or self.versions)[-1 if covering else 0]

    def easing(self, decided_on: date, sector: str = "") -> tuple[WindowVersion, ...]:
        """Later versions under which an earlier decision of this sector has the milder rule."""
        own = [rule for rule in self.special if sector in rule.spellings]
        later = [version for rule in (self, *own) for version in rule.versions]
        return tuple(
            version
            for version in later
            if version.earlier.value == "milder"
            and version.decided_from is not None
            and version.decided_from > decided_on
            and self.version_for(version.decided_from, sector) is version
        )
