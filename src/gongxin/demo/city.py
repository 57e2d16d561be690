"""Write the whole fictional city: every file its departments hand in, in five years."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from gongxin.core.errors import GongxinError
from gongxin.core.identifiers.uscc import organisation_kinds
from gongxin.core.text import Text
from gongxin.core.workdays import first_day_in_time
from gongxin.demo import lists
from gongxin.demo.calendar import DEADLINE, days_of, decision_days
from gongxin.demo.columns import stream
from gongxin.demo.decisions import penalty_sheet
from gongxin.demo.departments import Department, Format, Habit, departments
from gongxin.demo.faults import LATE, Fault, double_rows, plant
from gongxin.demo.files import ENDINGS, write_sheet
from gongxin.demo.layouts import headings, laid_out, title_above, with_slashes
from gongxin.demo.ledgers import ITEMS as LISTED
from gongxin.demo.ledgers import (
    KEEPERS,
    LEDGERS,
    SINCE,
    Decisions,
    note_decisions,
    write_ledgers,
)
from gongxin.demo.manifest import (
    MANIFEST,
    TRUTH,
    FileEntry,
    Truth,
    read_manifest,
    write_manifest,
    write_truth,
)
from gongxin.demo.organisations import Organisations
from gongxin.demo.permits import permit_sheet
from gongxin.demo.registers import bodies_sheet, register_sheet
from gongxin.demo.schedule import HandIn, schedule
from gongxin.demo.sheet import Planted, Sheet, stacked
from gongxin.law.load import load_catalogue

RECORDS_PER_ORGANISATION = 8
SHEETS = {
    "penalty": penalty_sheet,
    "permit": permit_sheet,
    "serious-list": lists.serious_sheet,
    "abnormal-list": lists.abnormal_sheet,
    "honour": lists.honour_sheet,
    "evaluation-result": lists.evaluation_sheet,
    "commitment": lists.commitment_sheet,
}
TITLES = {kind.key: kind.title.zh for kind in organisation_kinds()}
_STOCK_ON, _UPDATE_ON = date(2021, 12, 6), date(2026, 11, 2)
_LARGEST_WORKBOOK = 3_000  # rows; larger files are written as CSV
_UNCORRECTED = ("ecology", "penalty", 0.35)  # whose latest file still waits for correction
_MISTAKEN = ("health", "penalty", "permit")  # whose latest file was also handed in as another item
_CORRECTED = ("market", "penalty")  # whose last file but one came once more, put right


@dataclass
class City:
    """A city being written into a folder."""

    folder: Path
    organisations: Organisations
    seed: int
    entries: list[FileEntry] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    cards: list[Fault] = field(default_factory=list)
    decisions: Decisions = field(default_factory=dict)

    def write_register(self, department: Department, habit: Habit) -> None:
        """The register of the habit's kinds: the stock of 2021 and what was founded since."""
        chosen = self.organisations.of_kinds(habit.kinds)
        old = self.organisations.founded[chosen] < days_of(_STOCK_ON)
        parts = [(_STOCK_ON, chosen[old]), (_UPDATE_ON, chosen[~old])]
        if len(chosen) < 300:
            parts = [(_UPDATE_ON, chosen)]
        for received_on, some in parts:
            if not len(some) and "government" not in habit.kinds:
                continue
            rng = stream(self.seed, department.username, *habit.kinds, received_on)
            sheet = register_sheet(self.organisations, department, some, rng)
            if "government" in habit.kinds and received_on == parts[0][0]:
                sheet = stacked([bodies_sheet(department), sheet])
            self._finish(department, habit, received_on, sheet, rng, TITLES[habit.kinds[0]])

    def write_hand_in(self, hand_in: HandIn) -> None:
        """One department's file of permits, penalties, list entries and so on."""
        department, habit, day = hand_in.department, hand_in.habit, hand_in.received_on
        rng = stream(self.seed, department.username, habit.item, day)
        span = None if habit.item in ("permit", "penalty") else hand_in.months * 30
        decided, late = decision_days(rng, day, hand_in.rows, habit.late, span)
        order = np.argsort(decided, kind="stable")
        first = self.numbers[department.code, habit.item] + 1
        sheet = SHEETS[habit.item](self.organisations, department, decided[order], first, rng)
        self.numbers[department.code, habit.item] += len(sheet)
        code = load_catalogue().item(habit.item).decided
        overdue = np.flatnonzero(late[order]).tolist() if span is None else []
        noted = [Planted(row, code, LATE.id) for row in overdue]
        if department.username in KEEPERS and habit.item in LISTED and day >= SINCE:
            note_decisions(self.decisions, department.code, habit.item, sheet)
        own = (department.username, habit.item)
        if hand_in.place == 0 and own == _UNCORRECTED[:2]:
            habit = replace(habit, faults=_UNCORRECTED[2])
        spoilt = self._finish(department, habit, day, sheet, rng, "", noted)
        if hand_in.place == 1 and own == _CORRECTED:
            self._write_correction(department, habit, day, sheet, spoilt)

    def _finish(
        self,
        department: Department,
        habit: Habit,
        received_on: date,
        clean: Sheet,
        rng: np.random.Generator,
        suffix: str,
        noted: list[Planted] | None = None,
    ) -> Sheet:
        """Lay the sheet out, plant faults in it, write it down; the sheet as it was written."""
        item = load_catalogue().item(habit.item)
        sheet = laid_out(clean, item, habit.layout)
        sheet = plant(sheet, item, habit.faults, rng, self.cards)
        doubled = int(rng.binomial(len(sheet), habit.faults / 20))
        sheet = double_rows(sheet, item, doubled, rng) if doubled else sheet
        spoilt = {p.row for p in sheet.planted if p.field == item.decided}
        sheet = sheet.noted([p for p in noted or [] if p.row not in spoilt])
        self._write(department, habit, received_on, sheet, suffix)
        return sheet

    def _write_correction(
        self, department: Department, habit: Habit, day: date, clean: Sheet, sheet: Sheet
    ) -> None:
        """The rows that came back, put right, and some whose content the department corrected."""
        faulty = {p.row for p in sheet.planted if p.row < len(clean) and p.fault != LATE.id}
        changed = [row for row in range(0, len(clean), 9) if row not in faulty]
        rows = np.asarray(sorted({*faulty, *changed}))
        corrected = laid_out(clean, load_catalogue().item(habit.item), habit.layout).rows(rows)
        at = np.flatnonzero(np.isin(rows, changed))
        contents = [
            f"{text}自收到决定书之日起十五日内履行。" for text in corrected.values("CF_NR", at)
        ]
        corrected = corrected.put("CF_NR", at, contents)
        again = day.replace(day=25)
        overdue = first_day_in_time(again, DEADLINE).isoformat()
        decided = corrected.columns["CF_JDRQ"].to_pylist()
        late = [row for row, decision in enumerate(decided) if decision < overdue]
        noted = [Planted(row, "CF_JDRQ", LATE.id) for row in late]
        self._write(department, habit, again, corrected.noted(noted), "更正")

    def _write(
        self, department: Department, habit: Habit, received_on: date, sheet: Sheet, suffix: str
    ) -> None:
        item = load_catalogue().item(habit.item)
        form: Format = habit.format
        if form == "xlsx" and len(sheet) > _LARGEST_WORKBOOK:
            form = "bom"
        period = received_on.strftime("%Y-%m")
        parts = [period, department.short, item.title.zh.removesuffix("信息"), suffix]
        name = "-".join(part for part in parts if part) + ENDINGS[form]
        if habit.dates == "slash":
            sheet = with_slashes(sheet, item)
        dates = [f.code for f in item.fields if f.type == "date"] if habit.dates == "native" else []
        first = write_sheet(
            sheet,
            headings(sheet, item, habit),
            self.folder / name,
            form,
            title=title_above(item, habit, department.name.zh, period),
            date_codes=dates,
        )
        rows = len(sheet)
        self.entries.append(FileEntry(name, item.id, department.code, received_on, rows, first))
        for p in sheet.planted:
            self.truths.append(Truth(name, p.row + first, p.field, p.fault))

    def write_mistake(self) -> None:
        """A file handed in under the wrong item: refused as a whole."""
        username, item, wrong = _MISTAKEN
        department = next(d for d in departments() if d.username == username)
        own = [e for e in self.entries if (e.department, e.item) == (department.code, item)]
        if not own:
            return
        source = own[-1]
        titles = [load_catalogue().item(i).title.zh.removesuffix("信息") for i in (item, wrong)]
        name = source.file.replace(titles[0], f"{titles[1]}-误报")
        shutil.copyfile(self.folder / source.file, self.folder / name)
        self.entries.append(replace(source, file=name, item=wrong, note="wrong item"))


def write_city(
    folder: Path,
    size: int = 5_000,
    *,
    rows: int | None = None,
    seed: int = 0,
    progress: Callable[[str], None] = lambda line: None,
) -> list[FileEntry]:
    """Write the city of ``size`` organisations into ``folder`` and give the list of its files.

    ``rows`` counts all records, the register's included; eight for each organisation when not
    given. The same arguments give the same bytes. A city that is there already is replaced; a
    folder with anything else in it is a GongxinError. Beside the files: ``manifest.json`` (what to hand
    in, in order: the register first), ``truth.parquet`` (what was planted) and ``ledgers.csv`` (the
    decisions that departments made, reported or not).
    """
    _make_room(folder)
    city = City(folder, Organisations.generate(size, seed), seed)
    for department in departments():
        for habit in department.habits:
            if habit.kinds:
                city.write_register(department, habit)
    total = RECORDS_PER_ORGANISATION * size if rows is None else rows
    for hand_in in schedule(max(total - size, 0), stream(seed, "schedule")):
        city.write_hand_in(hand_in)
        progress(city.entries[-1].file)
    city.write_mistake()
    city.entries.sort(key=lambda e: (e.item != "registration", e.received_on))
    write_manifest(folder, city.entries, seed=seed, size=size)
    write_truth(folder, city.truths)
    write_ledgers(folder, city.decisions)
    return city.entries


def _make_room(folder: Path) -> None:
    """An empty folder: new, or rid of the city that was written into it before."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / MANIFEST).exists():
        own = (LEDGERS, TRUTH, MANIFEST)
        for name in (*(entry.file for entry in read_manifest(folder)), *own):
            (folder / name).unlink(missing_ok=True)
    if any(folder.iterdir()):
        raise GongxinError("folder_not_empty", NOT_EMPTY.format(folder=folder))


NOT_EMPTY = Text(
    "文件夹 {folder} 中有别的文件。请用 --out 指定一个空文件夹或新文件夹，例如 --out city。",
    "The folder {folder} holds other files. Name an empty or new folder, for example --out city.",
)
