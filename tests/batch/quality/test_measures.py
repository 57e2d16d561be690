"""Every measure against a table small enough to be counted by hand."""

import re
from pathlib import Path

import duckdb
import pytest
from tests.batch.quality.conftest import Measured, submission

from gongxin.batch.quality import registry
from gongxin.batch.quality.measure import Measure
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.run import behind_sql, fill
from gongxin.batch.quality.spans import spans
from gongxin.batch.quality.tables import FIGURES, SHAPES, unbound

NOVEMBER = ("penalty", "D", "2026-11")


def behind(engine: duckdb.DuckDBPyConnection, measure_id: str) -> set[tuple[object, ...]]:
    return set(engine.execute(behind_sql(measure_id)).fetchall())


def test_validity_counts_rows_that_pass(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    found = measured(
        "validity_rate",
        submissions=[submission(1, accepted=8), submission(2, rows=30, accepted=29)],
        faults=[
            ("penalty", "2026-11", 1, 4, "CF_WSH", "required"),
            ("penalty", "2026-11", 1, 4, "CF_JDRQ", "date-unreadable"),
            ("penalty", "2026-11", 1, 5, "CF_JDRQ", "late"),
        ],
    )
    assert found == {NOVEMBER: (37, 40)}
    assert behind(engine, "validity_rate") == {("penalty", "2026-11", 1, 4)}


def test_timeliness_is_pooled_by_count(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    """As the bulletin does: 3.6 % of 9,220 permits and 0.08 % of 119,634 penalties are 0.33 %."""
    found = measured(
        "timeliness_rate",
        submissions=[
            submission(1, item="permit", dated=9220, late=332),
            submission(2, dated=119_634, late=96),
            submission(3, item="honour", dated=0),
        ],
        faults=[
            ("penalty", "2026-11", 2, 7, "CF_JDRQ", "late"),
            ("penalty", "2026-11", 2, 8, "CF_JDRQ", "late"),
            ("penalty", "2026-11", 2, 8, "CF_WSH", "required"),
        ],
    )
    assert found == {("permit", "D", "2026-11"): (8888, 9220), NOVEMBER: (119_538, 119_634)}
    late = 1 - sum(n for n, _ in found.values()) / sum(d for _, d in found.values())
    assert round(late * 100, 2) == 0.33
    assert behind(engine, "timeliness_rate") == {("penalty", "2026-11", 2, 7)}


def test_dual_publicity_counts_permits_and_penalties_only(measured: Measured) -> None:
    lines = [
        submission(1, dated=9, late=3, rows=10, accepted=9),
        submission(2, item="permit", dated=10, late=1),
        submission(3, item="honour", dated=0, accepted=5),
    ]
    assert measured("dual_late_rate", submissions=lines) == {
        NOVEMBER: (3, 9),
        ("permit", "D", "2026-11"): (1, 10),
    }
    assert measured("dual_validity_rate") == {
        NOVEMBER: (9, 10),
        ("permit", "D", "2026-11"): (10, 10),
    }


def test_completeness_counts_cells(measured: Measured) -> None:
    lines = [submission(1, filled=80), submission(2, filled=55, cells=60)]
    assert measured("completeness_rate", submissions=lines) == {NOVEMBER: (135, 160)}


def test_link_rate_shows_accepted_rows_that_wait(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    found = measured(
        "link_rate",
        submissions=[submission(1, accepted=3, linked=2)],
        rows=[
            ("penalty", "2026-11", 1, 2, "91329901MA1000017C"),
            ("penalty", "2026-11", 1, 3, None),
            ("penalty", "2026-11", 1, 4, None),
        ],
        faults=[("penalty", "2026-11", 1, 4, "CF_WSH", "required")],
    )
    assert found == {NOVEMBER: (2, 3)}
    assert behind(engine, "link_rate") == {("penalty", "2026-11", 1, 3)}


def test_repeated_codes_count_in_the_register_only(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    faults = [
        ("penalty", "2026-11", 1, 2, "CF_XDR_SHXYM", "uscc-check-digit"),
        ("penalty", "2026-11", 1, 3, "CF_WSH", "duplicate"),
        ("registration", "2026-11", 2, 9, "DJ_SHXYM", "duplicate"),
        ("registration", "2026-11", 2, 9, "DJ_SHXYM", "uscc-length"),
        ("registration", "2026-11", 2, 8, "DJ_SHXYM", "uscc-unknown-region"),
    ]
    assert measured(
        "code_fault_rate", submissions=[submission(1, wrong_codes=1)], faults=faults
    ) == {NOVEMBER: (1, 10)}
    assert behind(engine, "code_fault_rate") == {
        ("penalty", "2026-11", 1, 2),
        ("registration", "2026-11", 2, 9),
    }


def test_reporting_rate_names_what_was_never_reported(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    ledger = [
        ("penalty", "D", "329900", "2026-11", "罚1号", True),
        ("penalty", "D", "329900", "2026-11", "罚2号", False),
        ("honour", "D", "329900", "2026-11", "奖1号", True),
    ]
    assert measured("reporting_rate", ledger=ledger) == {
        NOVEMBER: (1, 2),
        ("honour", "D", "2026-11"): (1, 1),
    }
    assert measured("dual_reporting_rate") == {NOVEMBER: (1, 2)}
    assert {line[-1] for line in behind(engine, "dual_reporting_rate")} == {"罚2号"}


def test_continuity_finds_the_gaps_of_a_series(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    months = ["2025-11", "2026-08", "2026-09", "2026-11", "2026-11"]
    lines = [submission(n, month=month) for n, month in enumerate(months)]
    found = measured(
        "continuity_rate", submissions=lines, spans=spans(["2026-09", "2026-11", "2026-12"])
    )
    assert found == {
        ("penalty", "D", "2026-09"): (3, 11),  # since November of the year before
        NOVEMBER: (3, 4),  # that November is more than a year ago
        ("penalty", "D", "2026-12"): (3, 5),
    }
    gaps = {(line[3], line[4]) for line in behind(engine, "continuity_rate")}
    assert {past for month, past in gaps if month == "2026-11"} == {"2026-10"}
    assert {past for month, past in gaps if month == "2026-12"} == {"2026-10", "2026-12"}


def test_coverage_asks_of_every_district(measured: Measured) -> None:
    found = measured(
        "coverage_rate",
        holders=[("penalty", "329901", "2026-11", 3), ("permit", "329901", "2026-10", 5)],
        register=[("329901", 10), ("329902", 20)],
    )
    assert found == {
        ("penalty", "329901", "2026-11"): (3, 10),
        ("penalty", "329902", "2026-11"): (0, 20),
        ("permit", "329901", "2026-10"): (5, 10),
        ("permit", "329902", "2026-10"): (0, 20),
    }


def test_correction_time_is_a_mean_over_rows(measured: Measured) -> None:
    lines = [
        ("penalty", "D", "329900", "2026-11", 1, 4, 2),
        ("penalty", "D", "329900", "2026-11", 1, 5, 7),
    ]
    assert measured("correction_time", corrections=lines) == {NOVEMBER: (9, 2)}


def test_effective_objections_are_those_upheld(
    measured: Measured, engine: duckdb.DuckDBPyConnection
) -> None:
    lines = [
        ("penalty", "D", "329900", "2026-11", 1, True),
        ("penalty", "D", "329900", "2026-11", 2, False),
        ("penalty", "D", "329900", "2026-11", 3, False),
    ]
    assert measured("effective_objections", objections=lines) == {NOVEMBER: (1, 3)}
    assert {line[-1] for line in behind(engine, "effective_objections")} == {1}


def test_nothing_to_count_gives_no_figure(measured: Measured) -> None:
    empty = submission(1, rows=0, accepted=0, linked=0, dated=0, cells=0, filled=0)
    for measure in MEASURES:
        assert measured(measure.id) == {}
    assert measured("validity_rate", submissions=[empty]) == {}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_a_measure_is_defined_in_both_languages_and_answers_its_shape(measure: Measure) -> None:
    for text in (
        measure.title,
        measure.formula,
        measure.numerator,
        measure.denominator,
        measure.source,
    ):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[A-Za-z]{2}", text.en)
    assert set(measure.reads) <= set(SHAPES)
    read = {name: table for name, table in unbound().items() if name in measure.reads}
    shape = measure.figures(read).schema()
    assert {name: str(kind).lstrip("!") for name, kind in shape.items()} == FIGURES
    assert "item" in measure.behind(read).columns


def test_every_measure_has_a_file_of_its_name_and_is_registered() -> None:
    folder = Path(str(registry.__file__)).parent
    files = {path.stem for path in folder.glob("*.py") if "MEASURE = " in path.read_text("utf-8")}
    assert files == {measure.id for measure in MEASURES}
    assert all(measure.figures.__name__ == measure.id for measure in MEASURES)


def test_filling_keeps_the_order_of_columns(engine: duckdb.DuckDBPyConnection) -> None:
    fill(engine, "register", [("329901", 3)])
    assert engine.execute("SELECT region, subjects FROM register").fetchall() == [("329901", 3)]
