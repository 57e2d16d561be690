"""Units of work on the lake, and the ledger of those that are done."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongxin.batch.lake import Lake, whole
from gongxin.batch.plans import code_digest
from gongxin.law.catalogue import Item


@dataclass(frozen=True, slots=True)
class Unit:
    """One month of an item; ``fingerprint`` is of its files, the item's rules and the code."""

    item: str
    month: str
    files: tuple[Path, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of a unit that is done."""

    fingerprint: str
    rows: int
    found: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The units of one kind of work; ``state`` is of what else their results depend on."""

    lake: Lake
    kind: str
    state: str = ""

    def units(self, item: Item, since: str | None = None) -> list[Unit]:
        """The units of an item, those before the month ``since`` left out."""
        rules = hashlib.sha256(f"{code_digest()}{self.state}{item!r}".encode()).hexdigest()
        months = [month for month in self.lake.months(item.id) if since is None or month >= since]
        return [_unit(self.lake, item.id, month, rules) for month in months]

    def open_units(self, item: Item, since: str | None = None) -> tuple[list[Unit], int]:
        """The units of an item that are to be done, and how many are done already."""
        return self.left(item, self.units(item, since))

    def left(self, item: Item, units: list[Unit]) -> tuple[list[Unit], int]:
        """Those of an item's ``units`` that are to be done, and how many are done already."""
        done = self.done(item.id)
        todo = [
            u for u in units if u.month not in done or done[u.month].fingerprint != u.fingerprint
        ]
        return todo, len(units) - len(todo)

    def done(self, item: str) -> dict[str, Done]:
        """By month, what is done of an item."""
        try:
            kept = json.loads(self._path(item).read_text(encoding="utf-8"))
            return {month: Done(**values) for month, values in kept.items()}
        except (OSError, ValueError, TypeError):
            return {}

    def keep(self, staged: Path, done: dict[Unit, Done]) -> None:
        """Take over the results of units, in folders ``item=…/month=…``, and note them as done.

        A process that dies on the way leaves units that are not noted, and so are done again.
        """
        by_item: dict[str, dict[Unit, Done]] = {}
        for unit, one in done.items():
            by_item.setdefault(unit.item, {})[unit] = one
        for item, mine in by_item.items():
            for unit in mine:
                self._replace(unit, staged)
            self._note(item, {unit.month: one for unit, one in mine.items()})

    def _replace(self, unit: Unit, staged: Path) -> None:
        target = self.lake.run(self.kind, unit.item, unit.month)
        shutil.rmtree(target, ignore_errors=True)
        made = staged / f"item={unit.item}" / f"month={unit.month}"
        if made.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            made.rename(target)

    def _note(self, item: str, months: dict[str, Done]) -> None:
        present = set(self.lake.months(item))
        all_months = {**self.done(item), **months}
        kept = {
            month: {"fingerprint": one.fingerprint, "rows": one.rows, "found": one.found}
            for month, one in sorted(all_months.items())
            if month in present
        }
        with whole(self._path(item)) as path:
            path.write_text(json.dumps(kept, indent=1), encoding="utf-8")

    def _path(self, item: str) -> Path:
        return self.lake.root / "runs" / self.kind / item / "units.json"


def count_done(done: Iterable[Done]) -> tuple[int, int]:
    """Rows read and things found in units."""
    listed = list(done)
    return sum(one.rows for one in listed), sum(one.found for one in listed)


def _unit(lake: Lake, item: str, month: str, rules: str) -> Unit:
    files = tuple(lake.files(item, month))
    digest = hashlib.sha256(rules.encode())
    for path in files:
        about = path.stat()
        digest.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return Unit(item, month, files, digest.hexdigest()[:32])
