"""What lies in a city's folder: the list of its files, and the table of what was planted in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gongxin.demo.faults import EFFECTS

MANIFEST = "manifest.json"
TRUTH = "truth.parquet"
SYNTHETIC = "虚构城市：所有机构、人员、代码和决定均为生成，无一真实。All of it is invented."


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the city: whose, of which item, handed in when, with how many rows of data."""

    file: str
    item: str
    department: str  # its code
    received_on: date
    rows: int
    first_row: int  # number of the first data row, as a reader counts
    note: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """A fault that was planted: file, row as a reader counts, field code, kind of fault, effect."""

    file: str
    row: int
    field: str
    fault: str

    @property
    def effect(self) -> str:
        """What the fault should lead to (:data:`gongxin.demo.faults.Effect`)."""
        return EFFECTS[self.fault]


def write_manifest(folder: Path, entries: Sequence[FileEntry], **about: object) -> None:
    """Write ``manifest.json``, the files in the order in which they should be handed in."""
    files = [{**asdict(e), "received_on": e.received_on.isoformat()} for e in entries]
    text = json.dumps(
        {"about": SYNTHETIC, **about, "files": files}, ensure_ascii=False, indent=1, sort_keys=True
    )
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> list[FileEntry]:
    """The files of a city's folder, in the order in which they should be handed in."""
    stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return [
        FileEntry(**{**entry, "received_on": date.fromisoformat(entry["received_on"])})
        for entry in stored["files"]
    ]


def write_truth(folder: Path, truths: Sequence[Truth]) -> None:
    """Write ``truth.parquet``: columns file, row, field, fault, effect."""
    table = pa.table(
        {
            "file": pa.array([t.file for t in truths], pa.string()),
            "row": pa.array([t.row for t in truths], pa.int64()),
            "field": pa.array([t.field for t in truths], pa.string()),
            "fault": pa.array([t.fault for t in truths], pa.string()),
            "effect": pa.array([t.effect for t in truths], pa.string()),
        }
    )
    pq.write_table(table, folder / TRUTH)


def read_truth(folder: Path) -> Iterator[Truth]:
    """What was planted in the city's files."""
    for row in pq.read_table(folder / TRUTH).drop_columns(["effect"]).to_pylist():
        yield Truth(**row)
