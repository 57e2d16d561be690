"""A lake measured: counts against the rows they were planted in, and no unit counted twice."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.quality.lake import measure, read_figures
from gongxin.batch.runs.units import Done, Ledger, Unit
from gongxin.law.load import load_catalogue

LINKED = "91329901MA1000017C"
DEPARTMENT = "113299000143900465"


def write(path: Path, columns: dict[str, list[object]], texts: tuple[str, ...] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kinds = {name: pa.string() for name in texts}
    pq.write_table(
        pa.table({name: pa.array(values, kinds.get(name)) for name, values in columns.items()}),
        path,
    )


def rows(lake: Lake, month: str, subjects: list[str | None]) -> None:
    """A month of penalties: submission 7, every second one without a decision's title."""
    number = len(subjects)
    write(
        lake.folder("penalty", month) / "a.parquet",
        {
            "submission": [7] * number,
            "row": list(range(2, number + 2)),
            "department": [DEPARTMENT] * number,
            "received_on": [date(2026, 11, 5)] * number,
            "subject": list(subjects),
            "linked_by": [None] * number,
            "CF_WSH": [f"罚{n}号" for n in range(number)],
            "CF_XDR_MC": ["" if n % 2 else "公信市晨光机械有限公司" for n in range(number)],
        },
        ("subject", "linked_by"),
    )


def faults(lake: Lake, month: str, found: list[tuple[int, str]]) -> None:
    """What a re-check found in a month, noted as it notes it."""
    number, staged = len(found), lake.root / "runs" / ".staged"
    write(
        staged / "item=penalty" / "faults.parquet",
        {
            "item": ["penalty"] * number,
            "month": [month] * number,
            "submission": [7] * number,
            "row": [row for row, _ in found],
            "field": ["CF_WSH"] * number,
            "check_id": [check for _, check in found],
            "value": ["x"] * number,
        },
    )
    done = {Unit("penalty", month, (), "made"): Done("made", 4, number)}
    Ledger(lake, "recheck").keep(staged, done)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    made = Lake(tmp_path / "lake")
    rows(made, "2026-11", [LINKED, LINKED, None, None])
    faults(made, "2026-11", [(2, "late"), (3, "required"), (3, "late"), (4, "uscc-length")])
    write(
        made.register("subjects"),
        {"code": [LINKED, "91329902MA1000025X"], "in_register": [True, True]},
    )
    return made


def measured(lake: Lake) -> tuple[dict[tuple[str, str], tuple[int, int]], tuple[int, int]]:
    """The figures, and how many units were counted and how many had been before."""
    catalogue = load_catalogue()
    with open_process() as engine:
        outcome = measure(engine, lake, [catalogue.item(item) for item in lake.items()])
    found = read_figures(lake)
    assert outcome.found == len(found)
    figures = {(f.measure, f.month + f.region): (f.numerator, f.denominator) for f in found}
    return figures, (outcome.done, outcome.kept)


def test_rows_are_counted_once_whatever_their_faults(lake: Lake) -> None:
    found, _ = measured(lake)
    place = "2026-11329900"
    assert found["validity_rate", place] == (2, 4)  # rows 3 and 4 are sent back
    assert found["timeliness_rate", place] == (1, 2)  # of rows 2 and 5, row 2 is late
    assert found["link_rate", place] == (1, 2)
    assert found["code_fault_rate", place] == (1, 4)
    number, cells = found["completeness_rate", place]
    assert number == 3  # a number each, and the name of row 2
    assert cells % 2 == 0
    assert found["coverage_rate", "2026-11329901"] == (1, 1)
    assert found["coverage_rate", "2026-11329902"] == (0, 1)


def test_a_month_more_costs_that_month(lake: Lake) -> None:
    _, first = measured(lake)
    rows(lake, "2026-12", [LINKED])
    found, then = measured(lake)
    _, again = measured(lake)
    assert (first, then, again) == ((1, 0), (1, 1), (0, 2))
    assert found["validity_rate", "2026-12329900"] == (1, 1)
    assert found["validity_rate", "2026-11329900"] == (2, 4)


def test_new_faults_are_counted_anew(lake: Lake) -> None:
    measured(lake)
    faults(lake, "2026-11", [(2, "required")])
    found, told = measured(lake)
    assert told == (1, 0)
    assert found["validity_rate", "2026-11329900"] == (3, 4)


def test_of_many_re_checks_the_last_one_of_each_month_counts(lake: Lake) -> None:
    rows(lake, "2026-12", [LINKED, None])
    faults(lake, "2026-12", [(2, "required"), (3, "required")])
    measured(lake)
    faults(lake, "2026-11", [(4, "required")])
    found, told = measured(lake)
    assert told == (1, 1)
    assert found["validity_rate", "2026-11329900"] == (3, 4)
    assert found["timeliness_rate", "2026-11329900"] == (3, 3)
    assert found["validity_rate", "2026-12329900"] == (0, 2)
    assert measured(lake)[1] == (0, 2)


def test_a_month_that_was_re_checked_alike_is_counted_anew(lake: Lake) -> None:
    before, _ = measured(lake)
    faults(lake, "2026-11", [(2, "late"), (3, "required"), (3, "late"), (4, "uscc-length")])
    after, told = measured(lake)
    assert (after, told) == (before, (1, 0))


def test_an_empty_lake_has_no_figures(tmp_path: Path) -> None:
    assert measured(Lake(tmp_path)) == ({}, (0, 0))
