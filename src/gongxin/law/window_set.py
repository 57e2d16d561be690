"""Publicity windows as dated rules: the shapes, which know no YAML and compute nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongxin.core.text import Text
from gongxin.law.catalogue import Basis

Severity = Literal["", "minor", "general", "serious"]
SEVERITIES: tuple[Severity, ...] = ("", "minor", "general", "serious")  # mild to grave


@dataclass(frozen=True, slots=True)
class WindowClass:
    """One class of dishonesty: which kinds fall in it, and how many months it is shown.

    ``shortest`` is the number of months after which repair may be asked for (0: as soon as the
    duties are performed); ``longest`` the number after which publicity stops by itself, None only
    for the class ``""`` of what is not dishonesty at all.
    ``verified`` says whether the assignment of the kinds was read in the rule itself.
    """

    severity: Severity
    kinds: tuple[str, ...]
    published: bool
    shortest: int
    longest: int | None
    verified: bool


@dataclass(frozen=True, slots=True)
class WindowVersion:
    """The rule for decisions from ``decided_from`` (None: all earlier ones) to the next version.

    ``otherwise`` is the severity of a decision none of whose kinds is named by a class.
    """

    decided_from: date | None
    basis: Basis
    otherwise: Severity
    classes: tuple[WindowClass, ...]

    def of_severity(self, severity: Severity) -> WindowClass:
        """The class with this severity; KeyError when the version has none."""
        for one in self.classes:
            if one.severity == severity:
                return one
        raise KeyError(f"no window class {severity!r}")


@dataclass(frozen=True, slots=True)
class WindowSet:
    """All versions of one window rule, oldest first."""

    id: str
    pack: str
    title: Text
    versions: tuple[WindowVersion, ...]

    def version_for(self, decided_on: date) -> WindowVersion:
        """The version that applies to a decision of this day."""
        found = self.versions[0]
        for version in self.versions[1:]:
            if version.decided_from is not None and version.decided_from <= decided_on:
                found = version
        return found
