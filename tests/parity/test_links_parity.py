"""Which organisation a party is: decided alike on both engines, whatever the evidence."""

import ibis
import pytest
from tests.parity.made import lines, make

from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.link import CANDIDATES, EVIDENCE, decide_links

pytestmark = [pytest.mark.parity, pytest.mark.slow]


def test_links_are_decided_alike(process: Process, spark: Spark) -> None:
    made = [
        (party, subject, evidence, denied)
        for number in range(12)
        for party, (_, subject, evidence, denied) in enumerate(
            lines(CANDIDATES, f"candidates {number}", 60), start=number * 40
        )
    ]
    ours, theirs = (decided(session, made) for session in (process, spark))
    assert theirs == ours
    assert {evidence for _, _, evidence in ours} >= set(EVIDENCE)


def decided(session: Session, made: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    make(session, "candidates", CANDIDATES, made)
    chosen = decide_links(ibis.table(CANDIDATES, name="candidates"))
    return sorted(session.rows(to_sql(chosen, session.dialect)), key=repr)
