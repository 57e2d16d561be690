"""Results that either engine wrote, in many runs: both read the same current rows of them."""

import shutil
from pathlib import Path

import pytest

from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.lake import Lake
from gongxin.batch.runs.results import Results, select_current
from gongxin.batch.runs.units import Done, Ledger, Unit

pytestmark = [pytest.mark.parity, pytest.mark.slow]
SHAPE = {"item": "VARCHAR", "month": "VARCHAR", "row": "BIGINT", "value": "VARCHAR"}
ITEMS, MONTHS = ("penalty", "permit", "pledge"), ("2026-09", "2026-10", "2026-11")
Line = tuple[str, str, int, str | None]


def found_by(who: str, items: tuple[str, ...], months: tuple[str, ...]) -> list[Line]:
    """Three rows of each month, one of them null."""
    values = (who, f"{who} '𠮷' \\n", None)
    return [
        (item, month, row, value)
        for item in items
        for month in months
        for row, value in enumerate(values)
    ]


def run(session: Session, ledger: Ledger, found: list[Line], part: str = "") -> None:
    """A run on one of the engines, and what it ``found``; of a ``part``, where it keeps several."""
    staged = ledger.lake.root / "runs" / f".{session.dialect}"
    session.create("found", SHAPE, found)
    session.write("SELECT * FROM found", staged / part, ("item",))
    if part:
        for made in sorted((staged / part).glob("item=*")):
            (staged / made.name).mkdir()
            made.rename(staged / made.name / part)
    units = {Unit(item, month, (), "made") for item, month, *_ in found}
    ledger.keep(staged, {unit: Done("made", 3, 3) for unit in units})
    shutil.rmtree(staged)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "公信 1")
    for item in ITEMS:
        for month in MONTHS:
            lake.folder(item, month).mkdir(parents=True)
    return lake


@pytest.mark.parametrize("part", ["", "links"])
def test_current_rows_are_read_alike(process: Process, spark: Spark, lake: Lake, part: str) -> None:
    ledger = Ledger(lake, "recheck")
    runs: list[tuple[Session, list[Line]]] = [
        (process, found_by("first", ITEMS, MONTHS)),
        (spark, found_by("second", ITEMS[:2], MONTHS[1:])),
        (process, found_by("third", ITEMS[1:], MONTHS[2:])),
    ]
    current: dict[tuple[str, str], list[Line]] = {}
    for session, found in runs:
        run(session, ledger, found, part)
        current |= {line[:2]: [o for o in found if o[:2] == line[:2]] for line in found}
        for reader in (process, spark):
            assert read(reader, ledger.all_results(), part) == in_order(*current.values())
            for item in ITEMS:
                own = [lines for (of, _), lines in current.items() if of == item]
                assert read(reader, ledger.results(item), part) == in_order(*own)
            of_month = ledger.results("permit", ["2026-10"])
            assert read(reader, of_month, part) == in_order(current["permit", "2026-10"])


def in_order(*lists: list[Line]) -> list[Line]:
    return sorted((line for lines in lists for line in lines), key=repr)


def read(session: Session, results: list[Results], part: str) -> list[tuple[object, ...]]:
    query = select_current(session, results, list(SHAPE), part)
    return sorted(session.rows(query), key=repr) if query else []
