"""Ledgers of the city's departments: the decisions that they made, also those never reported.

A row that came back faulty and was not corrected is in the ledger all the same, so that it counts as
not reported. Some departments keep no ledger.
"""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from gongxin.apps.quality.ledger_items import ledger_item
from gongxin.demo.sheet import Sheet

LEDGERS = "ledgers.csv"
KEEPERS = ("market", "ecology", "housing", "health", "transport")
ITEMS = ("permit", "penalty")
SINCE = date(2025, 12, 1)  # of the hand-ins whose decisions are listed
_COLUMNS = ("department", "item", "number", "decided_on")

Decisions = dict[tuple[str, str], dict[str, str]]
"""By department code and item: the number of each decision and its day."""


def note_decisions(found: Decisions, department: str, item: str, sheet: Sheet) -> None:
    """Add a file's decisions, as they were before any fault was planted in it."""
    number, decided = ledger_item(item).fields
    pairs = zip(*(sheet.columns[f.code].to_pylist() for f in (number, decided)), strict=True)
    found.setdefault((department, item), {}).update(pairs)


def write_ledgers(folder: Path, found: Decisions) -> None:
    """Write all ledgers of a city as one table: department, item, number, day of decision."""
    with (folder / LEDGERS).open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(_COLUMNS)
        for key, decisions in sorted(found.items()):
            out.writerows((*key, *decision) for decision in decisions.items())


def read_ledgers(folder: Path) -> Decisions:
    """The ledgers of a city; none where the folder has none."""
    found: Decisions = {}
    if (folder / LEDGERS).exists():
        with (folder / LEDGERS).open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                own = found.setdefault((line["department"], line["item"]), {})
                own[line["number"]] = line["decided_on"]
    return found


def ledger_file(item: str, decisions: dict[str, str]) -> bytes:
    """A ledger as a department uploads it: CSV with two columns."""
    text = StringIO(newline="")
    out = csv.writer(text)
    out.writerow([field.title.zh for field in ledger_item(item).fields])
    out.writerows(decisions.items())
    return text.getvalue().encode("utf-8-sig")
