"""Results of many runs: of every month the last run's rows are read, and of no month any other's."""

import fcntl
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread

import pytest

from gongxin.batch.engine.process import Process, open_process
from gongxin.batch.lake import Lake
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Done, Ledger, Unit

KIND = "recheck"
ITEMS, MONTHS = ("penalty", "permit"), ("2026-09", "2026-10", "2026-11")
Found = Mapping[tuple[str, str], str]  # what a run found in an item's month; empty: nothing


@pytest.fixture
def session() -> Iterator[Process]:
    with open_process() as process:
        yield process


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    lake = Lake(tmp_path / "lake")
    for item in ITEMS:
        for month in MONTHS:
            lake.folder(item, month).mkdir(parents=True)
    return Ledger(lake, KIND)


def run(session: Process, ledger: Ledger, found: Found) -> None:
    """A run that did the months of ``found``, as every kind of batch work ends."""
    staged = ledger.lake.root / "runs" / ".staged"
    shape = {"item": "VARCHAR", "month": "VARCHAR", "value": "VARCHAR"}
    lines = [(*where, value) for where, value in found.items() if value]
    session.create("found", shape, lines)
    session.write("SELECT item, month, value FROM found", staged, ("item",))
    done = {
        Unit(item, month, (), "made"): Done("made", 1, 1 if value else 0)
        for (item, month), value in found.items()
    }
    ledger.keep(staged, done)
    staged.rmdir()


def read(session: Process, ledger: Ledger) -> list[tuple[str, ...]]:
    query = select_current(session, ledger.all_results(), ("item", "month", "value"))
    return sorted(session.rows(query)) if query else []


def folders(ledger: Ledger, item: str = "penalty") -> list[str]:
    parent = ledger.lake.root / "runs" / KIND / item
    return sorted(path.name for path in parent.iterdir() if path.is_dir())


def first_run(session: Process, ledger: Ledger) -> None:
    run(session, ledger, {(item, month): "first" for item in ITEMS for month in MONTHS})


def test_a_run_leaves_one_folder_an_item(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    assert len({*folders(ledger), *folders(ledger, "permit")}) == 1
    assert read(session, ledger) == [(i, m, "first") for i in ITEMS for m in MONTHS]


def test_a_month_that_was_done_again_is_read_once(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    run(session, ledger, {("penalty", "2026-10"): "second"})
    assert [line for line in read(session, ledger) if line[0] == "penalty"] == [
        ("penalty", "2026-09", "first"),
        ("penalty", "2026-10", "second"),
        ("penalty", "2026-11", "first"),
    ]
    assert len(folders(ledger)) == 2
    of_month = ledger.results("penalty", {"2026-10", "2026-11"})
    assert [one.months for one in of_month] == [("2026-10",), ("2026-11",)]
    query = select_current(session, of_month[:1], ["value"])
    assert query
    assert session.rows(query) == [("second",)]


def test_a_month_in_which_nothing_is_left_is_empty(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    run(session, ledger, {("penalty", "2026-10"): ""})
    told = [line[1] for line in read(session, ledger) if line[0] == "penalty"]
    assert told == ["2026-09", "2026-11"]
    assert ledger.done("penalty")["2026-10"] == Done("made", 1, 0, None)
    assert len(folders(ledger)) == 1


def test_a_month_that_is_gone_from_the_lake_is_not_read(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    ledger.lake.folder("penalty", "2026-09").rmdir()
    run(session, ledger, {("penalty", "2026-11"): "second"})
    told = [line[1:] for line in read(session, ledger) if line[0] == "penalty"]
    assert told == [("2026-10", "first"), ("2026-11", "second")]


def test_a_folder_that_no_month_needs_is_removed(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    before = folders(ledger)
    run(session, ledger, {("penalty", month): "second" for month in MONTHS[:2]})
    assert set(before) < set(folders(ledger))
    run(session, ledger, {("penalty", MONTHS[2]): "third"})
    assert not set(before) & set(folders(ledger))
    assert folders(ledger, "permit") == before
    told = [line[2] for line in read(session, ledger) if line[0] == "penalty"]
    assert told == ["second", "second", "third"]


def test_what_was_taken_over_but_not_noted_is_open_and_goes(
    session: Process, ledger: Ledger
) -> None:
    first_run(session, ledger)
    path = ledger.lake.root / "runs" / KIND / "penalty" / "units.json"
    noted = path.read_text()
    path.unlink()
    (path / "in the way").mkdir(parents=True)  # the ledger cannot be written
    with pytest.raises(IsADirectoryError):
        run(session, ledger, {("penalty", "2026-11"): "lost"})
    assert len(folders(ledger)) == 3  # with the one in the way
    (path / "in the way").rmdir()
    path.rmdir()
    path.write_text(noted)
    (ledger.lake.root / "runs" / ".staged").rmdir()
    assert ("penalty", "2026-11", "first") in read(session, ledger)
    run(session, ledger, {("penalty", "2026-11"): "second"})
    assert len(folders(ledger)) == 2
    told = [line[2] for line in read(session, ledger) if line[0] == "penalty"]
    assert told == ["first", "first", "second"]


def test_units_of_an_older_layout_are_done_again(session: Process, ledger: Ledger) -> None:
    parent = ledger.lake.root / "runs" / KIND / "penalty"
    for month in MONTHS:
        (parent / f"month={month}").mkdir(parents=True)
        (parent / f"month={month}" / "data_0.parquet").write_bytes(b"of an older layout")
    told = {"fingerprint": "made", "rows": 1, "found": 1}
    (parent / "units.json").write_text(json.dumps(dict.fromkeys(MONTHS, told)))
    assert ledger.done("penalty") == {}
    assert read(session, ledger) == []
    run(session, ledger, {("penalty", "2026-10"): "first"})
    assert list(ledger.done("penalty")) == ["2026-10"]
    assert [name.split("-")[0] for name in folders(ledger)] == ["run"]
    assert read(session, ledger) == [("penalty", "2026-10", "first")]


def test_one_process_at_a_time_takes_over(session: Process, ledger: Ledger) -> None:
    first_run(session, ledger)
    with (ledger.lake.root / "runs" / f".{KIND}.lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        second = Thread(target=run, args=(session, ledger, {("permit", "2026-11"): "second"}))
        second.start()
        second.join(0.5)
        assert second.is_alive()
        assert len(folders(ledger, "permit")) == 1
    second.join(10)
    assert len(folders(ledger, "permit")) == 2
