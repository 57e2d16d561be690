"""The penalty rules for frictionless: ``frictionless_rules.py FILE DAY IN_TIME_SINCE OUT``.

Missing values and lengths are constraints of the fields; what frictionless has no constraint for is
a check of our own, one class for each kind of rule, as its guide shows. With ``--distinct`` the
judgement of a value is remembered, as a careful user might do.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from frictionless import Check, Checklist, Resource, Row, Schema, errors, fields

from bench.rivals import columns as c
from bench.rivals import values

UNLIMITED = 10**9
Remember = Callable[[Callable[..., Any]], Callable[..., Any]]


class RowCheck(Check):
    """A check that tells a row's faults by name."""

    Errors = [errors.RowConstraintError]

    def faults(self, row: Row) -> Iterator[str]:
        """The names of the row's faults; ``warn:…`` for those that reject nothing."""
        raise NotImplementedError

    def validate_row(self, row: Row) -> Iterable[errors.RowConstraintError]:
        """One error for each fault."""
        for note in self.faults(row):
            yield errors.RowConstraintError.from_row(row, note=note)


class Code(RowCheck):
    """A code of one kind, in one column."""

    def __init__(self, title: str, judge: Callable[[str], Collection[str]]) -> None:
        super().__init__()
        self._title, self._judge = title, judge

    def faults(self, row: Row) -> Iterator[str]:
        """What is wrong with the code."""
        if text := row[self._title]:
            for fault in self._judge(text):
                warning = "warn:" if fault.startswith("warn:") else ""
                yield f"{warning}{self._title} {fault}"


class Amount(RowCheck):
    """An amount in one column, called for by certain kinds of penalty."""

    def __init__(self, title: str, remember: Remember) -> None:
        super().__init__()
        self._title, self._kinds = title, c.AMOUNT_OF[title]
        self._judge, self._kinds_of = remember(values.money_fault), remember(values.kinds_of)

    def faults(self, row: Row) -> Iterator[str]:
        """What is wrong with the amount, and whether it should be there."""
        text, listed = row[self._title], row[c.KINDS]
        if text and (fault := self._judge(text)):
            yield f"{self._title} {fault}"
        kinds = (listed and self._kinds_of(listed)) or frozenset()
        called_for = not kinds.isdisjoint(self._kinds)
        if called_for and not text:
            yield f"{self._title} required-if"
        if text and not called_for:
            yield f"{self._title} only-if"


class Kinds(RowCheck):
    """The list of penalties, and the licence that some of them call for."""

    def __init__(self, remember: Remember) -> None:
        super().__init__()
        self._kinds_of = remember(values.kinds_of)

    def faults(self, row: Row) -> Iterator[str]:
        """Kinds outside the list, detention, a licence that is not named."""
        if listed := row[c.KINDS]:
            kinds = self._kinds_of(listed)
            if kinds is None:
                yield "enumeration"
                return
            if values.DETENTION in kinds:
                yield "natural-person"
            if not kinds.isdisjoint(c.LICENCE_KINDS) and not row[c.LICENCE]:
                yield "licence required"


class Dates(RowCheck):
    """The three dates, by themselves and in order."""

    def __init__(self, day: str, in_time_since: str, remember: Remember) -> None:
        super().__init__()
        self._day, self._since, self._day_of = day, in_time_since, remember(values.day_of)

    def faults(self, row: Row) -> Iterator[str]:
        """Unreadable, impossible, future, late, or an end before the decision."""
        days: dict[str, str] = {}
        for title in (c.DECIDED, c.VALID_UNTIL, c.PUBLIC_UNTIL):
            if text := row[title]:
                days[title] = self._day_of(text)
                if days[title] in ("unreadable", "impossible"):
                    yield f"{title} {days.pop(title)}"
        decided = days.pop(c.DECIDED, "")
        if decided > self._day:
            yield "date-future"
        if decided and decided < self._since:
            yield "warn:late"
        for title, day in days.items():
            if day < decided:
                yield f"{title} order"


class IdNumber(RowCheck):
    """ID numbers in one column of free text."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def faults(self, row: Row) -> Iterator[str]:
        """That there is one."""
        if row[self._title] and values.holds_id_number(row[self._title]):
            yield f"warn:{self._title} id"


class Party(RowCheck):
    """Parties without a code, and decisions that stand in the file twice."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[tuple[str, ...]] = set()

    def faults(self, row: Row) -> Iterator[str]:
        """No code at all, or the same key again."""
        if not (row[c.USCC] or row[c.REGNO] or row[c.ORGCODE]):
            yield "warn:unidentified"
        key = tuple(row[title] for title in c.KEY)
        if key in self._seen:
            yield "duplicate"
        self._seen.add(key)


def checks(day: str, in_time_since: str, remember: Remember) -> list[Check]:
    """All checks of a row."""
    found: list[Check] = [Kinds(remember), Dates(day, in_time_since, remember), Party()]
    for x in c.COLUMNS:
        if x.kind in c.CODE_FAULTS:
            found.append(Code(x.title, remember(partial(values.code_faults, x.kind))))
        elif x.kind == "money":
            found.append(Amount(x.title, remember))
        elif x.kind == "text" and (x.length or 0) >= c.HIDES_ID_NUMBER:
            found.append(IdNumber(x.title))
    return found


def table_schema() -> Schema:
    """Every column as text, with the constraints that frictionless knows."""
    described = []
    for column in c.COLUMNS:
        constraints: dict[str, object] = {"required": True} if column.required else {}
        if column.length:
            constraints["maxLength"] = column.length
        described.append(fields.StringField(name=column.title, constraints=constraints))
    return Schema(fields=list(described))


def main() -> None:
    """Check the file and write what was found, by rows."""
    remember: Remember = lru_cache(1 << 20) if "--distinct" in sys.argv else lambda judge: judge
    path, day, in_time_since, out = [word for word in sys.argv[1:] if word != "--distinct"]
    resource = Resource(
        path=Path(path).name,
        basepath=str(Path(path).parent),
        schema=table_schema(),
        encoding="utf-8",
    )
    checklist = Checklist(checks=checks(day, in_time_since, remember))
    report = resource.validate(checklist, limit_errors=UNLIMITED)
    found = [error.to_dict() for error in report.tasks[0].errors]
    rejected = {e["rowNumber"] for e in found if not e.get("note", "").startswith("warn:")}
    Path(out).write_text(json.dumps({"faults": len(found), "rejected": sorted(rejected)}))


if __name__ == "__main__":
    main()
