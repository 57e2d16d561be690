"""The doubtful rows of many items as one table: what many of them ask is then asked once.

Their columns are put into *slots*: a slot holds columns that mean the same, one of each item.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gongxin.batch.engine.dialect import quote
from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.recheck.kinds import Question, bare_field
from gongxin.batch.recheck.readings import Reading
from gongxin.batch.recheck.statements import Key, Rows
from gongxin.law.catalogue import Field

POOLED = "pooled"
_BEGINNING = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "received_on": "DATE",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Rows as something to select from; ``alone`` where others would slow them down."""

    who: str
    rows: str
    alone: bool


@dataclass(slots=True)
class Pool:
    """Slots, and what is asked of them: ``asked`` is numbered by place, ``places`` say by whom."""

    slots: dict[str, Field] = field(default_factory=dict)
    asked: dict[Question, int] = field(default_factory=dict)
    places: dict[str, dict[int, str]] = field(default_factory=dict)  # by item: place, field
    columns: list[dict[str, str]] = field(default_factory=list)  # by reading: slot, field
    keys: dict[tuple[str, ...], dict[str, None]] = field(default_factory=dict)  # slots, items
    filled: set[str] = field(default_factory=set)
    _named: dict[tuple[Field, int], str] = field(default_factory=dict)

    def add(self, rows: Reading) -> None:
        """Give every column of the rows a slot."""
        slots = self._slots(rows)
        self.columns.append({slot: code for code, slot in slots.items() if code in rows.present})
        places: dict[Question, int] = {}
        for one in rows.asked:
            of_slots = replace(one, columns=tuple(slots[code] for code in one.columns))
            places[one] = self.asked.setdefault(of_slots, len(self.asked))
        for item, asked in rows.asked_of.items():
            mine = self.places.setdefault(item, {})
            mine.update((places[one], one.columns[0]) for one in asked)
        for key in rows.keys:
            items = self.keys.setdefault(tuple(slots[one.code] for one in key.fields), {})
            items.update(dict.fromkeys(key.items))

    def _slots(self, rows: Reading) -> dict[str, str]:
        slots: dict[str, str] = {}
        taken: dict[Field, int] = {}
        for column in rows.fields:
            bare = bare_field(column)
            nth = taken[bare] = taken.get(bare, 0) + 1
            slot = self._named.setdefault((bare, nth), f"s{len(self._named)}")
            self.slots.setdefault(slot, replace(bare, code=slot))
            if column.code in rows.present:
                self.filled.add(slot)
            slots[column.code] = slot
        return slots

    def fill(self, session: Session, sources: Iterable[Source]) -> Rows:
        """Store the rows that ``sources`` give, one of each reading; how to read them."""
        d = session.dialect
        session.create(POOLED, {**_BEGINNING, **dict.fromkeys(self.slots, "VARCHAR")})
        begin = ", ".join(f"s.{quote(column, d)}" for column in list(_BEGINNING)[1:])
        selects: dict[bool, list[str]] = {True: [], False: []}
        for one, columns in zip(sources, self.columns, strict=True):
            slots = ", ".join(_column(columns.get(slot), slot, d) for slot in self.slots)
            selects[one.alone].append(
                f"SELECT {one.who} AS item, {begin}, {slots} FROM {one.rows} s"
            )
        for select in selects[True]:
            session.append(POOLED, [select])
        session.append(POOLED, selects[False])
        return Rows(
            who=f"s.{quote('item', d)}",
            source=POOLED,
            fields=tuple(self.slots.values()),
            present=frozenset(self.filled),
            asked=tuple(self.asked),
            keys=tuple(
                Key(tuple(self.slots[slot] for slot in slots), tuple(items))
                for slots, items in self.keys.items()
            ),
            dialect=d,
        )


def _column(code: str | None, slot: str, dialect: Dialect) -> str:
    of = "CAST(NULL AS STRING)" if code is None else f"s.{quote(code, dialect)}"
    return f"{of} AS {slot}"
