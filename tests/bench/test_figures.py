import csv
from pathlib import Path

import pytest
from bench.figures import Direction, Figure
from bench.files import write_slice
from bench.load import Load
from bench.report import HOW, MACHINE, ORDER
from bench.timing import BenchFailed, Pairs, Run, Spread, run_process

from gongxin.core.text import Text


@pytest.mark.parametrize(
    ("direction", "bound", "met"),
    [("most", 3.5, True), ("most", 2.9, False), ("least", 3.0, True), ("least", 3.1, False)],
)
def test_a_bound_is_judged_by_the_median(direction: Direction, bound: float, met: bool) -> None:
    spread = Spread.of([1.0, 3.0, 9.0])
    figure = Figure("check", Text("检查", "check"), "×", spread, bound, direction)
    assert figure.met is met
    assert Figure.from_json(figure.as_json()) == figure


def test_without_a_bound_nothing_is_met_or_missed() -> None:
    assert Figure("x", Text("甲", "a"), "×", Spread.of([1.0])).met is None


def test_ratios_are_taken_pair_by_pair() -> None:
    slow = [Run(4.0, 4.0, 1, 0), Run(9.0, 9.0, 1, 0), Run(6.0, 6.0, 1, 0)]
    fast = [Run(2.0, 2.0, 1, 0), Run(3.0, 3.0, 1, 0), Run(1.0, 1.0, 1, 0)]
    assert Pairs(slow, fast).ratio() == Spread(3.0, 2.0, 6.0)


def test_quantiles_are_measured_values() -> None:
    load = Load([float(n) for n in range(1, 101)], 10.0)
    assert load.quantile(0.5) == 51.0
    assert load.quantile(0.99) == 100.0


def test_a_process_is_measured_with_its_own_memory(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = run_process(["/bin/sh", "-c", "echo measured; exit 1"], stdout=out, codes=(1,))
    assert out.read_text() == "measured\n"
    assert 0 < run.seconds < 30
    assert 0 < run.peak < 100_000_000


def test_another_exit_code_fails() -> None:
    with pytest.raises(BenchFailed, match="ended with 3"):
        run_process(["/bin/sh", "-c", "echo broken >&2; exit 3"])


def test_the_slice_has_every_fifth_row_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["甲", "乙"], *([f"第{n}行\n续", n] for n in range(12))])
    write_slice(source, target)
    with target.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["甲", "乙"]
    assert [row[1] for row in rows[1:]] == ["0", "5", "10"]
    assert rows[2][0] == "第5行\n续"


def test_the_page_is_in_both_languages() -> None:
    assert "bench/data" in HOW.zh
    assert "bench/data" in HOW.en
    assert MACHINE.zh.count("{") == MACHINE.en.count("{")
    assert len(set(ORDER)) == len(ORDER)
