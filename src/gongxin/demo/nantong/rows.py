"""The rows of one item and the truth about them, each one statement of the batch engine.

A row is made from its number alone: a hash says whether it has a fault and which, whose it is and
what its cells hold. So the truth is told without looking at what was written.
"""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

import duckdb

from gongxin.batch.engine import literal, quoted
from gongxin.batch.lake import Lake, whole
from gongxin.demo.nantong.cells import sound_cells
from gongxin.demo.nantong.kinds import Kind
from gongxin.demo.nantong.planting import Plant, plants
from gongxin.demo.nantong.timetable import Timetable, timetable
from gongxin.law.catalogue import Item

_LARGE = 20_000  # rows of a month
_PARTED = ", PARTITION_BY (month), FILENAME_PATTERN 'rows', OVERWRITE_OR_IGNORE"


def write_item(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    kind: Kind,
    item: Item,
    rows: int,
    organisations: int,
    seed: int,
) -> None:
    """Write an item's rows and, last of all, its truth: where ``truth/faults`` is, all is there."""
    target = lake.root / "items" / item.id
    partial = target.with_name(f".{item.id}")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    partial.mkdir(parents=True)
    made = _Made(kind, item, timetable(kind, rows), organisations, seed)
    _write_rows(connection, made, partial)
    partial.rename(target)
    with whole(lake.truth("links", item.id)) as path:
        _copy(connection, made.links(), path)
    with whole(lake.truth("faults", item.id)) as path:
        _copy(connection, made.faults(), path)


def _write_rows(connection: duckdb.DuckDBPyConnection, made: "_Made", folder: Path) -> None:
    """A statement for each month where they are large, one for all where planning would cost more."""
    months = made.times.months
    if made.times.per_month < _LARGE:
        _copy(connection, made.rows(0, len(months)), folder, _PARTED)
        return
    for place, month in enumerate(months):
        (folder / f"month={month}").mkdir()
        query = f"SELECT * EXCLUDE (month) FROM ({made.rows(place, place + 1)})"
        _copy(connection, query, folder / f"month={month}" / "rows0.parquet")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, options: str = "") -> None:
    connection.execute(
        f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd{options})"
    )


class _Made:
    """The statements that make one item's rows."""

    def __init__(
        self, kind: Kind, item: Item, times: Timetable, organisations: int, seed: int
    ) -> None:
        self.kind, self.item, self.times, self.organisations = kind, item, times, organisations
        self.salt = crc32(f"{seed} {item.id}".encode())
        self.plants = plants(item)
        self.per_ten_thousand = 40 + crc32(kind.department.sector.encode()) % 200

    def rows(self, first: int, last: int) -> str:
        """The header, every stored field and the month, of the months ``first`` to before ``last``."""
        sound = sound_cells(self.kind, self.item)
        fields = ", ".join(
            f"{self._cell(code, value)} AS {quoted(code)}" for code, value in sound.items()
        )
        return (
            f"SELECT submission, row, department, received_on, {self._subject()} AS subject,"
            f" {self._linked_by()} AS linked_by, {fields}, month"
            f" FROM ({self._parties(first, last)}) ORDER BY g"
        )

    def links(self) -> str:
        """For rows that have no link, whose they are."""
        unlinked = self._of(lambda plant: plant.breaks_link(self.item))
        return (
            f"SELECT {literal(self.item.id)} AS item, submission, row, code AS subject"
            f" FROM ({self._parties(0, len(self.times.months))}) WHERE {unlinked}"
            " ORDER BY submission, row"
        )

    def faults(self) -> str:
        """Every planted fault."""
        fields = ", ".join(literal(plant.field) for plant in self.plants)
        checks = ", ".join(literal(plant.check_id) for plant in self.plants)
        return (
            f"SELECT {literal(self.item.id)} AS item, month, submission, row,"
            f" list_extract([{fields}], fault) AS field,"
            f" list_extract([{checks}], fault) AS check_id"
            f" FROM ({self._numbered(0, len(self.times.months))}) WHERE fault > 0"
        )

    def _numbered(self, first: int, last: int) -> str:
        """Each row's number, random number, place in its submission and planted fault.

        Only even rows have faults, so that the row before one is sound: repeats are of that one.
        """
        times = self.times
        start, end = first * times.per_month, min(last * times.per_month, times.rows)
        spoiled = f"row % 2 = 0 AND h % 10000 < {2 * self.per_ten_thousand}"
        return (
            f"SELECT *, {_nth(times.months, 'place')} AS month,"
            f" {_nth(times.submissions, 'place')} + turn AS submission,"
            f" CASE WHEN {spoiled} THEN (h // 10000 % {len(self.plants)})::INT + 1 ELSE 0 END"
            f" AS fault FROM (SELECT *, g % {times.per_month} // {times.per_submission} AS turn,"
            f" g % {times.per_month} % {times.per_submission} + 1 AS row"
            f" FROM (SELECT g, hash(g, {self.salt}) AS h, g // {times.per_month} AS place"
            f" FROM range({start}, {end}) AS numbers (g)))"
        )

    def _parties(self, first: int, last: int) -> str:
        """Rows with their organisation, days and number."""
        turn = f"place * {len(self.times.received[0])} + turn"
        received = _nth([day for days in self.times.received for day in days], turn)
        earliest = _nth([day for days in self.times.earliest for day in days], turn)
        number = f"'N{self.kind.number}-' || lpad({{}}::VARCHAR, 9, '0')"
        without = "regno IS NOT NULL AND fault = 0 AND h // 100 % 97 = 0"
        return (
            "SELECT *, received_on"
            " - (h // 1000 % (1 + date_diff('day', in_time_since, received_on)))::INT"
            f" AS decided_on, {without if self.item.subject.regno else 'false'} AS without_code"
            f" FROM (SELECT n.*, o.* EXCLUDE (o), {literal(self.kind.department.code)} AS department,"
            f" {received} AS received_on, {earliest} AS in_time_since,"
            f" {number.format('g')} AS number, {number.format('(g - 1)')} AS earlier_number"
            f" FROM ({self._numbered(first, last)}) n JOIN orgs o ON o.o = {self._party()})"
        )

    def _party(self) -> str:
        """The number of a row's organisation: one row each in a flow, at random otherwise.

        The organisations of a flow change a little from month to month: some begin, some stop.
        """
        if not self.kind.is_flow:
            return f"(n.h // 17 % {self.organisations})::BIGINT"
        spare = max(0, self.organisations - self.times.per_month)
        shift = spare // (4 * len(self.times.months))
        return f"(n.g % {self.times.per_month} + n.place * {shift}) % {self.organisations}"

    def _cell(self, code: str, sound: str) -> str:
        spoiled = " ".join(
            f"WHEN {place} THEN {plant.cells[code]}"
            for place, plant in enumerate(self.plants, 1)
            if code in plant.cells
        )
        return f"CASE fault {spoiled} ELSE {sound} END" if spoiled else sound

    def _subject(self) -> str:
        others = " ".join(
            f"WHEN {place} THEN {plant.subject or 'NULL'}"
            for place, plant in enumerate(self.plants, 1)
            if plant.subject or plant.breaks_link(self.item)
        )
        return f"CASE fault {others} ELSE code END"

    def _linked_by(self) -> str:
        unlinked = self._of(lambda plant: plant.breaks_link(self.item))
        return f"CASE WHEN {unlinked} THEN NULL WHEN without_code THEN 'regno' ELSE 'uscc' END"

    def _of(self, wanted: Callable[[Plant], bool]) -> str:
        places = [str(place) for place, plant in enumerate(self.plants, 1) if wanted(plant)]
        return f"fault IN ({', '.join(places)})"


def _nth(values: Sequence[str | int | date], place: str) -> str:
    """The value at ``place``, counted from 0."""
    listed = ", ".join(str(v) if isinstance(v, int) else literal(str(v)) for v in values)
    kind = "::DATE[]" if isinstance(values[0], date) else ""
    return f"list_extract([{listed}]{kind}, ({place})::INT + 1)"
