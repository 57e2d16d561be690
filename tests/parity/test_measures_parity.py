"""The figures of every measure and the rows behind them: the same on both engines."""

import shutil
from pathlib import Path

import pytest
from tests.batch.recheck.lakes import put
from tests.corpus.make import item, registered
from tests.parity.made import lines, make

from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.lake import Lake
from gongxin.batch.quality.lake import measure, read_figures
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.run import behind_sql, figures_sql
from gongxin.batch.quality.tables import SHAPES
from gongxin.batch.recheck.run import recheck

pytestmark = [pytest.mark.parity, pytest.mark.slow]


@pytest.fixture(scope="module")
def engines(process: Process, spark: Spark) -> tuple[Process, Spark]:
    """Both, with the same tables."""
    for session in (process, spark):
        for name, shape in SHAPES.items():
            make(session, name, shape, lines(shape, name))
    return process, spark


@pytest.mark.parametrize("measure_id", [one.id for one in MEASURES])
def test_figures_and_the_rows_behind_them_are_the_same(
    measure_id: str, engines: tuple[Process, Spark]
) -> None:
    ours, theirs = (figures(session, measure_id) for session in engines)
    assert ours
    assert theirs == ours
    ours, theirs = (behind(session, measure_id) for session in engines)
    assert ours
    assert theirs == ours


def figures(session: Session, measure_id: str) -> list[tuple[object, ...]]:
    return session.rows(figures_sql(measure_id, session.dialect))


def behind(session: Session, measure_id: str) -> list[tuple[object, ...]]:
    return sorted(session.rows(behind_sql(measure_id, session.dialect)), key=repr)


def test_a_lake_is_measured_alike(process: Process, spark: Spark, tmp_path: Path) -> None:
    of = item("registration")
    ours, theirs = Lake(tmp_path / "a"), Lake(tmp_path / "b")
    for place, month in enumerate(("2026-10", "2026-11")):
        rows = [registered(n, DJ_ZCRQ="昨天" if n % 3 == 0 else "2019-03-06") for n in range(9)]
        put(ours, of, month, rows, submission=place)
    recheck(process, ours, [of])
    shutil.copytree(ours.root, theirs.root)
    outcomes = [measure(process, ours, [of]), measure(spark, theirs, [of])]
    assert [one.rows for one in outcomes] == [18, 18]
    assert {one.measure for one in read_figures(ours)} >= {"validity_rate", "completeness_rate"}
    assert sorted(read_figures(theirs)) == sorted(read_figures(ours))
