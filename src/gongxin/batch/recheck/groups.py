"""Items that are read together, for Spark: each statement costs it seconds, each row little.

Items that share columns and questions, as most do, form a group. A question is put to all rows of
the group in one statement, and asked of the items that ask it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gongxin.batch.engine.dialect import quote
from gongxin.batch.recheck.candidates import candidate, untimely
from gongxin.batch.recheck.kinds import Question
from gongxin.batch.recheck.prepare import CODE_TYPES
from gongxin.batch.recheck.statements import Reading, key
from gongxin.batch.tokens import IN_FILE, IN_TIME_SINCE, RECEIVED_ON, in_file
from gongxin.law.catalogue import FieldType

MANY_QUESTIONS: Final = 120
"""In a group; beyond, the planner's time grows faster than their number."""
MANY_CODES: Final = 8
"""Columns of codes in a group: each is looked up by itself."""

NOTHING: Final = "''"
_COMPILED = re.compile("`(c[012])`")
_COLUMN = re.compile("s[.]`((?:[^`]|``)+)`")


@dataclass(frozen=True, slots=True)
class Put:
    """A question in Spark's words.

    The rows are ``s``, their days ``d.received_on`` and ``d.since_7``. Where ``kind`` is given, the
    question is whether the first column is in the table of faulty codes of the kind.
    """

    test: str
    first: str
    second: str
    received_on: str
    since: str
    kind: FieldType | None


@dataclass(frozen=True, slots=True)
class Part:
    """An item's files by month, what is asked of their rows in the order of places, and its key."""

    reading: Reading
    files: dict[str, tuple[Path, ...]]
    puts: tuple[Put, ...]
    key: str | None


@dataclass(slots=True)
class Group:
    """Items that are read together; what they ask and their columns, each once and numbered."""

    parts: list[Part] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    puts: dict[Put, int] = field(default_factory=dict)
    codes: dict[tuple[FieldType, str], int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """Of all its items."""
        return [path for one in self.parts for files in one.files.values() for path in files]

    def named(self, made: str) -> str:
        """The SQL with the names that columns have in the group: ``s.v0`` …"""
        return _COLUMN.sub(lambda m: f"s.v{self.columns[m[1].replace('``', '`')]}", made)

    def takes(self, part: Part) -> bool:
        """Whether the group with the item can be asked at once; Spark reads names in any case."""
        puts = self.puts.keys() | set(part.puts)
        codes = self.codes.keys() | _codes(part)
        columns = self.columns.keys() | part.reading.present
        return (
            len(puts) <= MANY_QUESTIONS
            and len(codes) <= MANY_CODES
            and len({code.lower() for code in columns}) == len(columns)
        )

    def add(self, part: Part) -> None:
        """Take an item in."""
        self.parts.append(part)
        for code in sorted(part.reading.present):
            self.columns.setdefault(code, len(self.columns))
        for put in part.puts:
            self.puts.setdefault(put, len(self.puts))
        for code_of in sorted(_codes(part)):
            self.codes.setdefault(code_of, len(self.codes))
        if part.key is not None:
            self.keys.setdefault(part.key, len(self.keys))


def grouped(parts: Iterable[Part]) -> list[Group]:
    """The items in few groups."""
    groups: list[Group] = []
    for part in parts:
        group = next((one for one in groups if one.takes(part)), None)
        if group is None:
            groups.append(group := Group())
        group.add(part)
    return groups


def part_of(reading: Reading, files: dict[str, tuple[Path, ...]]) -> Part:
    """What is asked of an item's rows."""
    keyed = bool(set(reading.item.key) & reading.present)
    puts = tuple(_put(reading, one) for one in reading.asked)
    return Part(reading, files, puts, key(reading) if keyed else None)


def _put(reading: Reading, question: Question) -> Put:
    kind = question.item.fields[0].type
    code = kind if question.check is None and kind in CODE_TYPES else None
    late = untimely(question, "spark")
    deadline = question.item.deadline
    since = f"d.since_{deadline.working_days}" if late and deadline else NOTHING
    test = "" if code else _test(reading, question)
    if late:
        told = late.replace(quote(RECEIVED_ON, "spark"), "d.received_on")
        told = told.replace(quote(IN_TIME_SINCE, "spark"), since)
        test = f"({test} OR ({_on(told, reading, question.columns)}))"
    second = question.columns[1:2] if question.check is None else ()
    return Put(
        test=test,
        first=reading.column(question.columns[0]),
        second=reading.column(second[0]) if second else NOTHING,
        received_on="d.received_on" if late else NOTHING,
        since=since,
        kind=code,
    )


def _test(reading: Reading, question: Question) -> str:
    made = _on(candidate(question, "spark"), reading, question.columns)
    if question.columns[0] in reading.present:
        made = made.replace(in_file("c0"), IN_FILE)
    return f"({made})"


def _on(made: str, reading: Reading, columns: tuple[str, ...]) -> str:
    """A compiled part on the item's own columns."""
    return _COMPILED.sub(lambda m: reading.column(columns[int(m[1][1])]), made)


def _codes(part: Part) -> set[tuple[FieldType, str]]:
    return {(put.kind, put.first) for put in part.puts if put.kind is not None}
