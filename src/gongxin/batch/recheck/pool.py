"""Items of few rows read as one table: what many of them ask is then asked once.

Hundreds of items have but some thousand rows, and a statement for each takes longer to plan than
to run. Their columns are put into *slots*: a slot holds columns of which the same is asked, one of
each item.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gongxin.batch.engine.dialect import quote, text
from gongxin.batch.engine.session import Session
from gongxin.batch.recheck.kinds import Question, bare_field
from gongxin.batch.recheck.statements import Key, Rows
from gongxin.law.catalogue import Field, Item

POOLED = "pooled"
_BEGINNING = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "received_on": "DATE",
}
_AT_ONCE = 20  # items
_Signature = tuple[Field, tuple[Question, ...]]


@dataclass(slots=True)
class Pool:
    """Slots, and what is asked of them: ``asked`` is numbered by place, ``places`` say by whom."""

    slots: dict[str, Field] = field(default_factory=dict)
    asked: dict[Question, int] = field(default_factory=dict)
    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # by item: place, field
    columns: dict[str, dict[str, str]] = field(default_factory=dict)  # by item: slot, field
    keys: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _named: dict[tuple[_Signature, int], str] = field(default_factory=dict)

    def add(self, item: Item, asked: Iterable[Question]) -> None:
        """Give every column of an item a slot."""
        slots = self._slots(item, list(asked))
        self.columns[item.id] = {slot: code for code, slot in slots.items()}
        mine = self.places[item.id] = []
        for one in asked:
            of_slots = replace(one, columns=tuple(slots[code] for code in one.columns))
            place = self.asked.setdefault(of_slots, len(self.asked))
            mine.append((place, one.columns[0]))
        if item.key:
            self.keys.setdefault(tuple(slots[code] for code in item.key), []).append(item.id)

    def _slots(self, item: Item, asked: list[Question]) -> dict[str, str]:
        alone: dict[str, list[Question]] = {one.code: [] for one in item.stored_fields}
        for one in asked:
            if len(one.columns) == 1:
                alone[one.columns[0]].append(replace(one, columns=("",)))
        slots: dict[str, str] = {}
        taken: dict[_Signature, int] = {}
        for column in item.stored_fields:
            signature = (bare_field(column), tuple(alone[column.code]))
            nth = taken[signature] = taken.get(signature, 0) + 1
            slot = self._named.setdefault((signature, nth), f"s{len(self._named)}")
            self.slots.setdefault(slot, replace(signature[0], code=slot))
            slots[column.code] = slot
        return slots

    def fill(self, session: Session, sources: dict[str, str]) -> Rows:
        """Store the rows of the items, whose ``sources`` are given by item; how to read them."""
        d = session.dialect
        session.create(POOLED, {**_BEGINNING, **dict.fromkeys(self.slots, "VARCHAR")})
        selects = [
            f"SELECT {text(item, d)}, {', '.join(quote(c, d) for c in list(_BEGINNING)[1:])},"
            f" {', '.join(self._column(item, slot, session) for slot in self.slots)} FROM {source}"
            for item, source in sources.items()
        ]
        session.append(
            POOLED,
            [
                " UNION ALL ".join(selects[start : start + _AT_ONCE])
                for start in range(0, len(selects), _AT_ONCE)
            ],
        )
        return Rows(
            who=f"s.{quote('item', d)}",
            source=POOLED,
            fields=tuple(self.slots.values()),
            present=frozenset(self.slots),
            asked=tuple(self.asked),
            keys=tuple(
                Key(tuple(self.slots[slot] for slot in slots), tuple(items))
                for slots, items in self.keys.items()
            ),
            dialect=d,
        )

    def _column(self, item: str, slot: str, session: Session) -> str:
        code = self.columns[item].get(slot)
        return "NULL" if code is None else quote(code, session.dialect)
