"""A check run to its end, and everything that it found."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from tests.corpus.make import RECEIVED_ON

from gongxin.batch.check import check_file
from gongxin.batch.issues import Issue
from gongxin.law.catalogue import Item


@dataclass(frozen=True)
class Found:
    """What a check found; ``accepted`` and ``rejected`` as written, by row."""

    rows: int
    counts: dict[str, int]
    issues: list[Issue]
    accepted: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    layout: dict[str, Any]
    folder: Path

    def rules(self) -> list[tuple[int, str, str]]:
        """Row, field and rule of every fault."""
        return [(issue.row, issue.field, issue.rule) for issue in self.issues]

    def of(self, row: int) -> set[str]:
        """The rules that a row breaks."""
        return {issue.rule for issue in self.issues if issue.row == row}


def check(item: Item, path: Path, *, received_on: date = RECEIVED_ON) -> Found:
    """Check a file wholly, write the outcome beside it and read it back."""
    folder = path.parent / f"{path.name}.found"
    folder.mkdir()
    with check_file(item, path, received_on=received_on) as outcome:
        outcome.write(folder)
        issues = list(outcome.issues())
        counts = {
            name: getattr(outcome, name)
            for name in ("accepted", "rejected", "refused_persons", "warned", "late")
        }
        rows = outcome.rows
    accepted = _sorted(folder / "accepted.parquet")
    rejected = _sorted(folder / "rejected.parquet")
    assert rows == counts["accepted"] + counts["rejected"] + counts["refused_persons"]
    assert (len(accepted), len(rejected)) == (counts["accepted"], counts["rejected"])
    layout = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    return Found(rows, counts, issues, accepted, rejected, layout, folder)


def issues_in_part(item: Item, path: Path) -> list[Issue]:
    """The faults that a check finds that holds no more of long texts than it must."""
    with check_file(item, path, received_on=RECEIVED_ON, whole=False) as outcome:
        return list(outcome.issues())


def _sorted(path: Path) -> list[dict[str, Any]]:
    return sorted(pq.read_table(path).to_pylist(), key=lambda row: int(row["row"]))
