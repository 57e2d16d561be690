"""Rows as they lie in the lake, of one item or of several that are read as one.

Hundreds of items have much the same columns, and a statement for each takes longer to plan than to
run. In one table every row has *marks*, which say what its item asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.engine.dialect import text
from gongxin.batch.engine.session import Session
from gongxin.batch.recheck.kinds import Question, questions
from gongxin.batch.recheck.received import Received, received_in
from gongxin.batch.recheck.statements import Key, Rows
from gongxin.batch.runs.units import Unit
from gongxin.law.catalogue import Item

MANY_ROWS = 1_000_000
_ITEM, _MARKS = "_item", "_marks"  # no field's code begins so
_BITS = 62
_SAMPLE = 50_000  # rows
_FILES = 200  # about so many instead, of many items
_OF_EACH = 3_000  # rows, of each file of one item
_OF_NOTHING = ("required", "required-if", "party-unidentified")
"""Checks that a row without the column would fail, were they asked of its item."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What of an item is to be checked: months with how many rows each, and their columns."""

    item: Item
    rows: Mapping[Unit, int]
    present: frozenset[str]

    @property
    def files(self) -> list[Path]:
        """Those of all the months."""
        return [path for unit in self.rows for path in unit.files]

    @property
    def size(self) -> int:
        """Rows of all the months."""
        return sum(self.rows.values())

    @property
    def keyed(self) -> bool:
        """Whether its rows have anything to tell records apart by."""
        return bool(set(self.item.key) & self.present)

    def asked(self) -> tuple[Question, ...]:
        """What is asked of its rows: of columns that are not there nothing but that they be."""
        return tuple(
            one
            for one in questions(self.item, CHECKS)
            if one.columns[0] in self.present
            or one.check == "party-unidentified"
            or (one.check == "required" and not one.item.fields[0].column_optional)
        )


@dataclass(frozen=True, slots=True)
class Reading(Rows):
    """The rows of one item or several; ``size`` says how many, ``received`` on which days.

    ``sample`` selects some of them, of one item its first; ``spread`` some of every file of it,
    which costs more but for columns of few values. ``asked_of`` says what is asked of each item.
    ``marks`` numbers those questions by which rows may seem at fault whose item does not ask them.
    """

    items: tuple[Item, ...]
    size: int
    received: Received
    sample: str
    spread: str
    asked_of: Mapping[str, tuple[Question, ...]]
    marks: Mapping[Question, int]

    @property
    def alone(self) -> bool:
        """Whether they are so many that others in the same statement would slow it down."""
        return self.size >= MANY_ROWS

    @property
    def many(self) -> bool:
        """Whether they are worth a table of all codes known to be sound."""
        return self.dialect == "duckdb" and self.alone

    def named(self, code: str) -> str:
        """The field as it is called in the lake."""
        return self.column(code)

    def where_asked(self, asked: Sequence[Question], condition: str) -> str:
        """The condition, for those rows only whose item asks one of the questions."""
        if any(question not in self.marks for question in asked):
            return condition
        bits: dict[int, int] = {}
        for question in asked:
            column, bit = divmod(self.marks[question], _BITS)
            bits[column] = bits.get(column, 0) | 1 << bit
        marked = [f"(s.{_MARKS}{column} & {mask}) <> 0" for column, mask in bits.items()]
        return f"({' OR '.join(marked)}) AND ({condition})"


def reading(session: Session, stored: Sequence[Stored]) -> Reading:
    """The rows of items that mean the same by a column and have the same columns as their key."""
    first = stored[0].item
    files = [one.files for one in stored]
    asked_of = {one.item.id: one.asked() for one in stored}
    marks: dict[Question, int] = {}
    if len(stored) == 1:
        who, source = text(first.id, session.dialect), session.scan(files[0])
        sample = f"(SELECT * FROM {source} s LIMIT {_SAMPLE})"
        spread = _some_of_each(session, files[0]) if session.dialect == "duckdb" else sample
    else:
        marks = _marks(stored, asked_of)
        labels: dict[str, Sequence[str | int]] = {_ITEM: list(asked_of)}
        labels |= _mark_columns(list(asked_of.values()), marks)
        who, source = f"s.{_ITEM}", session.scan_labelled(files, labels)
        step = sum(map(len, files)) // _FILES + 1
        few = [each[::step] for each in files]
        sample = session.scan_labelled(few, labels) if session.dialect == "duckdb" else source
        spread = sample
    key = Key(tuple(first.index[code] for code in first.key), tuple(asked_of))
    return Reading(
        who=who,
        source=source,
        fields=tuple({f.code: f for one in stored for f in one.item.stored_fields}.values()),
        present=frozenset().union(*(one.present for one in stored)),
        asked=tuple(dict.fromkeys(one for asked in asked_of.values() for one in asked)),
        keys=(key,) if stored[0].keyed else (),
        dialect=session.dialect,
        items=tuple(one.item for one in stored),
        size=sum(one.size for one in stored),
        received=received_in(unit.month for one in stored for unit in one.rows),
        sample=sample,
        spread=spread,
        asked_of=asked_of,
        marks=marks,
    )


def _some_of_each(session: Session, files: Sequence[Path]) -> str:
    """Some rows of every file, of which later ones may have more columns."""
    each = (f"(SELECT * FROM {session.scan([file])} s LIMIT {_OF_EACH})" for file in files)
    return f"({' UNION ALL BY NAME '.join(each)})"


def _marks(
    stored: Sequence[Stored], asked_of: Mapping[str, tuple[Question, ...]]
) -> dict[Question, int]:
    askers: dict[Question, set[str]] = {}
    for item, asked in asked_of.items():
        for question in asked:
            askers.setdefault(question, set()).add(item)
    everyone = set(asked_of)
    holders = {
        code: {one.item.id for one in stored if code in one.present}
        for code in {question.columns[0] for question in askers}
    }
    marked = (
        question
        for question, items in askers.items()
        if items != (everyone if question.check in _OF_NOTHING else holders[question.columns[0]])
    )
    return {question: number for number, question in enumerate(marked)}


def _mark_columns(
    asked: Sequence[tuple[Question, ...]], marks: Mapping[Question, int]
) -> dict[str, list[int]]:
    columns = {f"{_MARKS}{n}": [0] * len(asked) for n in range(-(-len(marks) // _BITS))}
    for place, questions_of_item in enumerate(asked):
        for question in questions_of_item:
            if question in marks:
                column, bit = divmod(marks[question], _BITS)
                columns[f"{_MARKS}{column}"][place] |= 1 << bit
    return columns
