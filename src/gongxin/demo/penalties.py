"""One large file of penalties, written piece by piece."""

from datetime import date
from pathlib import Path

from gongxin.demo.calendar import decision_days
from gongxin.demo.columns import stream
from gongxin.demo.decisions import penalty_sheet
from gongxin.demo.departments import Department, departments
from gongxin.demo.faults import Fault, plant
from gongxin.demo.files import append_delimited, start_delimited
from gongxin.demo.layouts import laid_out
from gongxin.demo.manifest import Truth
from gongxin.demo.organisations import Organisations
from gongxin.law.load import load_catalogue

PIECE = 20_000  # rows


def write_penalty_csv(
    path: Path,
    rows: int,
    organisations: Organisations,
    faults: float = 0.02,
    seed: int = 0,
    *,
    received_on: date = date(2026, 11, 20),
    late: float = 0.02,
    span: int | None = None,
) -> list[Truth]:
    """Write penalties of all departments in the 26 columns of 2018 to one UTF-8 CSV file.

    The part ``faults`` of the rows is spoilt; what was planted is given back. Decisions are in time
    for a hand-in on ``received_on`` but for the part ``late``; with ``span`` they are spread over
    that many days instead. Memory stays that of one piece, whatever ``rows``.
    """
    item = load_catalogue().item("penalty")
    parts = _parts(rows)
    cards: list[Fault] = []
    truths: list[Truth] = []
    written = 0
    for number, (department, first, size) in enumerate(parts):
        rng = stream(seed, "bulk", number)
        decided, _ = decision_days(rng, received_on, size, late, span)
        sheet = penalty_sheet(organisations, department, decided, first, rng)
        sheet = plant(laid_out(sheet, item, "2018"), item, faults, rng, cards)
        if not number:
            start_delimited(path, [item.index[code].title.zh for code in sheet.columns])
        append_delimited(sheet, path)
        truths += [Truth(path.name, p.row + written + 2, p.field, p.fault) for p in sheet.planted]
        written += size
    return truths


def _parts(rows: int) -> list[tuple[Department, int, int]]:
    """Pieces of the file: the department, the first decision number, the rows."""
    shares = {d: h.share for d in departments() for h in d.habits if h.item == "penalty"}
    parts: list[tuple[Department, int, int]] = []
    left = rows
    for department, share in shares.items():
        own = left if department == list(shares)[-1] else min(left, round(rows * share))
        left -= own
        parts += [(department, at + 1, min(PIECE, own - at)) for at in range(0, own, PIECE)]
    return parts
