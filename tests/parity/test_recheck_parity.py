"""Every check on the whole corpus, on spoiled rows and on nulls: the same faults on both engines."""

from pathlib import Path

import pytest
from tests.batch.recheck.lakes import found, put
from tests.batch.recheck.test_recheck import PENALTY, corpus
from tests.batch.test_check import NASTY
from tests.corpus.make import Row, penalty

from gongxin.batch.engine.process import Process
from gongxin.batch.engine.spark import Spark
from gongxin.batch.lake import Lake
from gongxin.batch.recheck.run import recheck

pytestmark = [pytest.mark.parity, pytest.mark.slow]
MONTHS = {"2026-09": "corpus", "2026-10": "spoiled", "2026-11": "nothing"}


def spoiled() -> list[Row]:
    """Every nasty value in every column, in turn."""
    codes = [f.code for f in PENALTY.stored_fields]
    return [
        penalty(n) | {code: NASTY[(n * 7 + place) % len(NASTY)]}
        for n in range(len(NASTY))
        for place, code in enumerate(codes[n % 3 :: 3])
    ]


def nothing() -> list[Row]:
    """Rows of nulls, all but one column or all of them."""
    codes = [f.code for f in PENALTY.stored_fields]
    return [dict.fromkeys(codes, ""), *({code: penalty(3).get(code, "1")} for code in codes)]


def test_both_engines_find_the_same(process: Process, spark: Spark, tmp_path: Path) -> None:
    faults = []
    for name, session in (("process", process), ("spark", spark)):
        lake = Lake(tmp_path / name)
        for number, (month, rows) in enumerate(
            zip(MONTHS, (corpus(), spoiled(), nothing()), strict=True)
        ):
            put(lake, PENALTY, month, rows, submission=number)
        recheck(session, lake, [PENALTY])
        faults.append({month: found(process, lake, PENALTY, month) for month in MONTHS})
    ours, theirs = faults
    for month, what in MONTHS.items():
        assert ours[month], what
        assert theirs[month] == ours[month], what
    told = {check for month in ours.values() for _, _, check, _ in month}
    assert len(told) > 30
