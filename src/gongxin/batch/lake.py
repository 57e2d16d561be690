"""Where whole-table data lie: the layout of ``$GONGXIN_HOME/lake``, and how files get there whole.

``items/<item>/month=<YYYY-MM>/<name>.parquet`` holds the rows of an item by the month in which they
were received: the columns of :data:`HEADER`, then the item's stored fields by code, all text as it
was submitted. Beside it ``register/`` (subjects, names, identifiers, judgements), ``runs/`` (results
of batch work, :mod:`gongxin.batch.runs`), ``truth/`` (what a demo planted) and
``snapshots/<moment>/`` (the database as of a moment).
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import uuid4

HEADER: Final[dict[str, str]] = {
    "submission": "BIGINT",
    "row": "BIGINT",  # unique within its submission
    "department": "VARCHAR",  # code of the department that submitted it
    "received_on": "DATE",
    "subject": "VARCHAR",  # credit code of the linked organisation; null where unlinked
    "linked_by": "VARCHAR",  # code, regno, orgcode, person …; null where unlinked
}
"""The columns that every file of rows begins with, and their types."""

FAULTS: Final[dict[str, str]] = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "field": "VARCHAR",
    "check_id": "VARCHAR",
    "value": "VARCHAR",
}
"""The columns of a file of faults; ``truth/faults`` has all but the value."""

REGISTER: Final[dict[str, dict[str, str]]] = {
    "subjects": {
        "code": "VARCHAR",
        "name": "VARCHAR",
        "region": "VARCHAR",
        "industry": "VARCHAR",
        "status": "VARCHAR",
        "in_register": "BOOLEAN",
    },
    "names": {
        "code": "VARCHAR",
        "name": "VARCHAR",
        "normalised": "VARCHAR",
        "region": "VARCHAR",
        "kind": "VARCHAR",  # current, former
    },
    "identifiers": {"code": "VARCHAR", "scheme": "VARCHAR", "value": "VARCHAR"},
}
"""The files of the register and their columns."""

JUDGEMENTS: Final[dict[str, str]] = {
    "signature": "VARCHAR",  # digest of what a row says of its subject
    "subject": "VARCHAR",  # credit code
    "verdict": "VARCHAR",  # same, not_same, unsure
    "at": "TIMESTAMP WITH TIME ZONE",
}
"""The columns of the register's file of judgements, where there is one."""

_MONTH = re.compile(r"month=(\d{4}-\d{2})")


@dataclass(frozen=True, slots=True)
class Lake:
    """The lake at ``root``. Nothing is created by asking; a folder that is not there is empty."""

    root: Path

    def items(self) -> list[str]:
        """The ids of the items that have rows, in order."""
        return _names(self.root / "items")

    def months(self, item: str) -> list[str]:
        """The months (``2026-11``) in which rows of an item were received, in order."""
        found = (_MONTH.fullmatch(name) for name in _names(self.root / "items" / item))
        return [match[1] for match in found if match]

    def folder(self, item: str, month: str) -> Path:
        """The folder of an item's rows of one month."""
        return self.root / "items" / item / f"month={month}"

    def files(self, item: str, month: str | None = None) -> list[Path]:
        """An item's files of rows, of one month or of all, in order."""
        months = self.months(item) if month is None else [month]
        return [path for one in months for path in _tables(self.folder(item, one))]

    def register(self, name: str) -> Path:
        """A file of the register: one of :data:`REGISTER`, or ``judgements``."""
        return self.root / "register" / f"{name}.parquet"

    def known(self, name: str) -> Path:
        """A file of the register, from the newest snapshot where the lake has no register itself."""
        own, snapshots = self.register(name), self.snapshots()
        return own if own.parent.is_dir() or not snapshots else snapshots[-1] / own.name

    def run(self, kind: str, item: str, run: str) -> Path:
        """The folder for what one run of one kind of batch work found in an item."""
        return self.root / "runs" / kind / item / run

    def worked_on(self, kind: str) -> list[str]:
        """The ids of the items on which one kind of batch work was done, in order."""
        return _names(self.root / "runs" / kind)

    def truth(self, kind: str, item: str) -> Path:
        """What a demo planted in an item: ``faults`` or ``links``."""
        return self.root / "truth" / kind / f"{item}.parquet"

    def snapshots(self) -> list[Path]:
        """The whole snapshots of the database, the oldest first."""
        return [self.root / "snapshots" / name for name in _names(self.root / "snapshots")]


def month_of(day: date) -> str:
    """The month under which rows received on a day lie.

    >>> month_of(date(2026, 11, 21))
    '2026-11'
    """
    return f"{day:%Y-%m}"


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` that takes its name, durably, when the block ends well.

    The block writes a file there; when it fails, or the process dies, ``target`` is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        yield partial
        _sync(partial)
        partial.replace(target)
        _sync(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _names(folder: Path) -> list[str]:
    """The folders inside a folder that are not hidden, in order."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(one.name for one in entries if one.is_dir() and not one.name.startswith("."))


def _tables(folder: Path) -> list[Path]:
    """The Parquet files in a folder, in order."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 a city has ten thousand folders
    except FileNotFoundError:
        return []
    return [folder / name for name in names if name.endswith(".parquet")]
