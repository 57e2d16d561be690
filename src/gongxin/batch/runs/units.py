"""Units of work on the lake, and the ledger of those that are done."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from gongxin.batch.lake import Lake, whole
from gongxin.batch.plans import code_digest
from gongxin.batch.runs.results import Results
from gongxin.law.catalogue import Item

_ALIVE = ".alive"  # locked by the run whose folder it is in, as long as it lives


@dataclass(frozen=True, slots=True)
class Unit:
    """One month of an item; ``fingerprint`` is of its files, the item's rules and the code."""

    item: str
    month: str
    files: tuple[Path, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of a unit that is done.

    ``result`` names the run whose folder holds what was found, as :meth:`Ledger.keep` notes it;
    null where that run found nothing in the item at all.
    """

    fingerprint: str
    rows: int
    found: int
    result: str | None = None


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
            return {month: _done(values) for month, values in kept.items()}
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def results(self, item: str, months: Collection[str] | None = None) -> list[Results]:
        """Where the current results of an item lie, those of some months or of all."""
        by_run: dict[str, list[str]] = {}
        for month, one in self.done(item).items():
            if one.result is not None and (months is None or month in months):
                by_run.setdefault(one.result, []).append(month)
        return [
            Results(self.lake.run(self.kind, item, run), tuple(own)) for run, own in by_run.items()
        ]

    def all_results(self) -> list[Results]:
        """Where the current results of every item lie."""
        return [one for item in self.lake.worked_on(self.kind) for one in self.results(item)]

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Where to write a run's results, in a folder yet to be made; what is not kept goes again.

        What a run left there that was killed goes when the next one gets its own.
        """
        own = self.lake.root / "runs" / f".{self.kind}-{uuid4().hex}"
        with ExitStack() as held:
            with self._alone():
                self._remove_abandoned()
                own.mkdir()
                held.callback(shutil.rmtree, own, ignore_errors=True)
                fcntl.flock(held.enter_context((own / _ALIVE).open("x")), fcntl.LOCK_EX)
            yield own / "results"

    def _remove_abandoned(self) -> None:
        for left in (self.lake.root / "runs").glob(f".{self.kind}-*"):
            try:
                # for writing, as some file systems lock nothing else
                with (left / _ALIVE).open("r+") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(left, ignore_errors=True)
            except FileNotFoundError:  # killed before it was marked, or while it was taken away
                shutil.rmtree(left, ignore_errors=True)
            except OSError:  # its run is at work, or it is not ours to take away
                continue

    def keep(self, staged: Path, done: dict[Unit, Done]) -> None:
        """Take over a run's results of units, in folders ``item=…``, and note the units as done.

        Results and notes are on the disk when this returns, whatever else the machine has to write
        first; files that workers elsewhere wrote, as far as their file system says so.
        A process that dies on the way leaves units that are not noted, and so are done again.
        Folders that hold nothing current any more are removed.
        """
        run = f"run-{uuid4().hex}"
        by_item: dict[str, dict[Unit, Done]] = {}
        for unit, one in done.items():
            by_item.setdefault(unit.item, {})[unit] = one

        def take_over(item: str) -> None:
            result = run if self._take_over(staged / f"item={item}", item, run) else None
            months = {u.month: replace(one, result=result) for u, one in by_item[item].items()}
            self._remove_stale(item, self._note(item, months))

        os.sync()  # all results at once, before a note says that they are there
        # a disk that makes each note durable is waited for by several at once
        with self._alone(), ThreadPoolExecutor() as hands:
            list(hands.map(take_over, by_item))

    def _take_over(self, made: Path, item: str, run: str) -> bool:
        if not made.is_dir():
            return False
        target = self.lake.run(self.kind, item, run)
        target.parent.mkdir(parents=True, exist_ok=True)
        made.rename(target)
        return True

    def _note(self, item: str, months: dict[str, Done]) -> dict[str, Done]:
        """All that is done of an item now, which is what the ledger says."""
        present = set(self.lake.months(item))
        all_months = {**self.done(item), **months}
        kept = {month: one for month, one in sorted(all_months.items()) if month in present}
        with whole(self._path(item)) as path:
            told = {month: asdict(one) for month, one in kept.items()}
            path.write_text(json.dumps(told, indent=1), encoding="utf-8")
        return kept

    def _remove_stale(self, item: str, kept: dict[str, Done]) -> None:
        current = {one.result for one in kept.values()}
        for folder in self._path(item).parent.iterdir():
            if folder.is_dir() and folder.name not in current:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process takes over results: it would remove a folder not noted yet."""
        runs = self.lake.root / "runs"
        runs.mkdir(parents=True, exist_ok=True)
        with (runs / f".{self.kind}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _path(self, item: str) -> Path:
        return self.lake.root / "runs" / self.kind / item / "units.json"


def count_done(done: Iterable[Done]) -> tuple[int, int]:
    """Rows read and things found in units."""
    listed = list(done)
    return sum(one.rows for one in listed), sum(one.found for one in listed)


def _done(values: dict[str, Any]) -> Done:
    """What a ledger says of a month; KeyError where it does not say in which folder results are."""
    return Done(values["fingerprint"], values["rows"], values["found"], values["result"])


def _unit(lake: Lake, item: str, month: str, rules: str) -> Unit:
    files = tuple(lake.files(item, month))
    digest = hashlib.sha256(rules.encode())
    for path in files:
        about = path.stat()
        digest.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return Unit(item, month, files, digest.hexdigest()[:32])
