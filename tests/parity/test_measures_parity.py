"""The figures of every measure and the rows behind them: the same on both engines."""

import pytest
from tests.parity.made import lines, make

from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.run import behind_sql, figures_sql
from gongxin.batch.quality.tables import SHAPES

pytestmark = [pytest.mark.parity, pytest.mark.slow]


@pytest.fixture(scope="module")
def engines(process: Process, spark: Spark) -> tuple[Process, Spark]:
    """Both, with the same tables."""
    for session in (process, spark):
        for name, shape in SHAPES.items():
            make(session, name, shape, lines(shape, name))
    return process, spark


@pytest.mark.parametrize("measure", [one.id for one in MEASURES])
def test_figures_and_the_rows_behind_them_are_the_same(
    measure: str, engines: tuple[Process, Spark]
) -> None:
    ours, theirs = (figures(session, measure) for session in engines)
    assert ours
    assert theirs == ours
    ours, theirs = (behind(session, measure) for session in engines)
    assert ours
    assert theirs == ours


def figures(session: Session, measure: str) -> list[tuple[object, ...]]:
    return session.rows(figures_sql(measure, session.dialect))


def behind(session: Session, measure: str) -> list[tuple[object, ...]]:
    return sorted(session.rows(behind_sql(measure, session.dialect)), key=repr)
