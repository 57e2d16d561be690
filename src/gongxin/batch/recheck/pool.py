"""The doubtful rows of many items as one table: what many of them ask is then asked once.

Hundreds of items ask much the same, and a statement for each takes longer to plan than to run.
Their columns are put into *slots*: a slot holds columns of which the same is asked, one of each
item.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gongxin.batch.engine.dialect import quote, text
from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.recheck.kinds import Question, bare_field
from gongxin.batch.recheck.statements import Key, Reading, Rows
from gongxin.law.catalogue import Field

POOLED = "pooled"
_BEGINNING = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "received_on": "DATE",
}
_TOGETHER: dict[Dialect, int] = {"duckdb": 20, "spark": 1}
"""Items in a statement, unless their rows are many."""
_Signature = tuple[Field, tuple[Question, ...], bool]


@dataclass(slots=True)
class Pool:
    """Slots, and what is asked of them: ``asked`` is numbered by place, ``places`` say by whom."""

    slots: dict[str, Field] = field(default_factory=dict)
    asked: dict[Question, int] = field(default_factory=dict)
    places: dict[str, dict[int, str]] = field(default_factory=dict)  # by item: place, field
    columns: dict[str, dict[str, str]] = field(default_factory=dict)  # by item: slot, field
    keys: dict[tuple[str, ...], dict[str, None]] = field(default_factory=dict)  # slots, items
    filled: set[str] = field(default_factory=set)
    _named: dict[tuple[_Signature, int], str] = field(default_factory=dict)

    def add(self, rows: Reading) -> None:
        """Give every column of an item a slot."""
        item, slots = rows.item, self._slots(rows)
        self.columns[item.id] = {slot: code for code, slot in slots.items() if code in rows.present}
        mine = self.places.setdefault(item.id, {})
        for one in rows.asked:
            of_slots = replace(one, columns=tuple(slots[code] for code in one.columns))
            mine[self.asked.setdefault(of_slots, len(self.asked))] = one.columns[0]
        for key in rows.keys:
            self.keys.setdefault(tuple(slots[one.code] for one in key.fields), {})[item.id] = None

    def _slots(self, rows: Reading) -> dict[str, str]:
        alone: dict[str, list[Question]] = {one.code: [] for one in rows.fields}
        for one in rows.asked:
            if len(one.columns) == 1:
                alone[one.columns[0]].append(replace(one, columns=("",)))
        slots: dict[str, str] = {}
        taken: dict[_Signature, int] = {}
        for column in rows.fields:
            there = column.code in rows.present
            signature = (bare_field(column), tuple(alone[column.code]), there)
            nth = taken[signature] = taken.get(signature, 0) + 1
            slot = self._named.setdefault((signature, nth), f"s{len(self._named)}")
            self.slots.setdefault(slot, replace(signature[0], code=slot))
            if there:
                self.filled.add(slot)
            slots[column.code] = slot
        return slots

    def fill(self, session: Session, sources: Iterable[tuple[str, str]], *, alone: bool) -> Rows:
        """Store rows, which ``sources`` give with the item that they are of; how to read them.

        Every item has a statement ``alone`` where its rows are many: others would slow it down.
        """
        d = session.dialect
        session.create(POOLED, {**_BEGINNING, **dict.fromkeys(self.slots, "VARCHAR")})
        begin = ", ".join(f"s.{quote(column, d)}" for column in list(_BEGINNING)[1:])
        selects = [
            f"SELECT {text(item, d)} AS item, {begin},"
            f" {', '.join(self._column(item, slot, session) for slot in self.slots)} FROM {source} s"
            for item, source in sources
        ]
        if alone:
            for select in selects:
                session.append(POOLED, [select])
        else:
            together = _TOGETHER[d]
            groups = [selects[i : i + together] for i in range(0, len(selects), together)]
            session.append(POOLED, [" UNION ALL ".join(group) for group in groups])
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

    def _column(self, item: str, slot: str, session: Session) -> str:
        d = session.dialect
        code = self.columns[item].get(slot)
        of = "CAST(NULL AS STRING)" if code is None else f"s.{quote(code, d)}"
        return f"{of} AS {slot}"
