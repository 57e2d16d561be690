"""The faults that are planted in the departments' files, and what each should lead to."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gongxin.demo import spoiling as s
from gongxin.demo.sheet import Planted, Sheet
from gongxin.law.catalogue import Item

Effect = Literal["reject", "person", "warn", "late", "accept"]
"""reject: comes back; person: refused and not kept; warn: filed with a warning; late: filed, late;
accept: filed (and perhaps linked in another way)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: how often among all, what it leads to, how a row gets it."""

    id: str
    effect: Effect
    weight: int
    spoil: s.Spoil


FAULTS = (
    Fault("missing_required", "reject", 4, s.missing),
    Fault("too_long", "reject", 1, s.too_long),
    Fault("bad_choice", "reject", 2, s.bad_choice),
    Fault("date_unreadable", "reject", 2, s.decided_as("待定", "去年底", "2025年春", "二月三日")),
    Fault("date_impossible", "reject", 2, s.decided_as("2025-02-30", "2024-13-05", "2023/11/31")),
    Fault("date_future", "reject", 1, s.decided_as("2031-05-06", "2062-11-03")),
    Fault("end_before_start", "reject", 2, s.end_before_start),
    Fault("amount_missing", "reject", 3, s.amount_missing),
    Fault("amount_alone", "reject", 2, s.amount_alone),
    Fault("amount_in_yuan", "reject", 2, s.amount_as(lambda v: f"{float(v) * 10_000:.0f}元")),
    Fault("amount_in_words", "reject", 1, s.amount_as(lambda v: "伍仟元整")),
    Fault("amount_negative", "reject", 1, s.amount_as(lambda v: f"-{v}")),
    Fault("amount_decimals", "reject", 1, s.amount_as(lambda v: "0.12345678")),
    Fault("licence_missing", "reject", 2, s.licence_missing),
    Fault("number_unreadable", "reject", 1, s.number_unreadable),
    Fault("code_check_digit", "reject", 4, s.code_as(s.wrong_check_digit)),
    Fault("code_characters", "reject", 2, s.code_as(lambda c, rng: c[:9] + "O" + c[10:])),
    Fault("code_length", "reject", 2, s.code_as(lambda c, rng: c[:17])),
    Fault("code_scientific", "reject", 1, s.code_as(lambda c, rng: f"{c[0]}.{c[1:7]}E+17")),
    Fault("code_placeholder", "reject", 1, s.code_as(lambda c, rng: "0" * 18)),
    Fault("code_is_id_number", "person", 2, s.code_as(s.as_id_number)),
    Fault("natural_person", "person", 4, s.natural_person),
    Fault("code_lower_case", "warn", 2, s.code_as(lambda c, rng: c.lower())),
    Fault("code_full_width", "warn", 1, s.code_as(lambda c, rng: s.full_width(c))),
    Fault("code_spaced", "warn", 2, s.code_as(lambda c, rng: f"{c[:8]} {c[8:17]}-{c[17]}")),
    Fault("code_inner_digit", "warn", 1, s.code_as(s.wrong_inner_digit)),
    Fault("code_unknown_region", "warn", 1, s.code_as(s.of_unknown_region)),
    Fault("id_number_in_text", "warn", 1, s.id_in_text),
    Fault("only_regno", "accept", 3, s.only("regno")),
    Fault("only_orgcode", "accept", 2, s.only("orgcode")),
    Fault("only_name", "accept", 3, s.only("")),
    Fault("unknown_name", "accept", 1, s.unknown_name),
    Fault("misspelt_name", "accept", 1, s.misspelt_name),
    Fault("unknown_code", "accept", 2, s.unknown_code),
    Fault("yuan_as_wan", "accept", 1, s.amount_as(lambda v: f"{float(v) * 10_000:.0f}")),
    Fault("amount_full_width", "accept", 1, s.amount_as(s.full_width)),
    Fault("date_spelling", "accept", 2, s.date_spelt),
)
DOUBLED = Fault("doubled_row", "reject", 2, lambda row, item, rng: None)
LATE = Fault("late", "late", 0, lambda row, item, rng: None)
EFFECTS: dict[str, Effect] = {fault.id: fault.effect for fault in (*FAULTS, DOUBLED, LATE)}


def deck(rng: np.random.Generator) -> list[Fault]:
    """All kinds of fault as often as they weigh, shuffled; dealt one by one to the rows."""
    cards = [fault for fault in FAULTS for _ in range(fault.weight)]
    return [cards[i] for i in rng.permutation(len(cards))]


def plant(
    sheet: Sheet, item: Item, rate: float, rng: np.random.Generator, cards: list[Fault]
) -> Sheet:
    """The sheet with about ``rate`` of its rows spoilt, each in one way, and noted on its list.

    Faults are dealt from the top of ``cards``, those that a row cannot have being left for the
    next one; so also small files together get every kind.
    """
    count = int(rng.binomial(len(sheet), rate))
    chosen = np.sort(rng.choice(len(sheet), count, replace=False))
    rows = {code: sheet.values(code, chosen) for code in sheet.columns}
    changes: dict[str, dict[int, str]] = defaultdict(dict)
    planted = []
    for place, number in enumerate(chosen.tolist()):
        row = {code: values[place] for code, values in rows.items()}
        dealt = _deal(row, item, rng, cards)
        if dealt is None:
            continue
        fault, cells = dealt
        planted.append(Planted(number, next(iter(cells)), fault.id))
        for code, value in cells.items():
            changes[code][number] = value
    for code, cells_of in changes.items():
        sheet = sheet.put(code, np.asarray(list(cells_of)), list(cells_of.values()))
    return sheet.noted(planted)


def double_rows(sheet: Sheet, item: Item, count: int, rng: np.random.Generator) -> Sheet:
    """The sheet with some good rows once more at its end."""
    good = np.setdiff1d(np.arange(len(sheet)), [p.row for p in sheet.planted])
    again = np.sort(rng.choice(good, min(count, len(good)), replace=False))
    longer = sheet.rows(np.concatenate((np.arange(len(sheet)), again)))
    field = item.key[0]
    doubled = [Planted(len(sheet) + i, field, DOUBLED.id) for i in range(len(again))]
    return longer.noted([*sheet.planted, *doubled])


def _deal(
    row: s.Row, item: Item, rng: np.random.Generator, cards: list[Fault]
) -> tuple[Fault, s.Cells] | None:
    """The first fault that the row can have; a new deck when it can have none of those left."""
    for _ in range(2):
        for place, fault in enumerate(cards):
            cells = fault.spoil(row, item, rng)
            if cells:
                del cards[place]
                return fault, cells
        cards[:] = [*dict.fromkeys(cards), *deck(rng)]
    return None
