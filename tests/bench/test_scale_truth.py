"""What is found is compared with what was planted, though a month is forgotten and done again."""

from pathlib import Path

from bench.scale_truth import compare, forget_month
from tests.batch.recheck.lakes import put
from tests.corpus.make import item, registered

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.recheck.run import KIND, recheck
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger

OF = item("registration")
SAME = {"not_planted": 0, "not_found": 0}


def test_a_forgotten_month_is_missing_until_it_is_done_again(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    for place, month in enumerate(("2026-10", "2026-11")):
        rows = [registered(n, DJ_ZCRQ="昨天" if n == 3 else "2001-01-01") for n in range(9)]
        put(lake, OF, month, rows, submission=place)
    with open_process() as session:
        recheck(session, lake, [OF])
        query = select_current(
            session,
            Ledger(lake, KIND).all_results(),
            ["item", "month", "submission", "row", "field", "check_id"],
        )
        assert query
        session.write(query, tmp_path / "planted")
        lake.truth("faults", OF.id).parent.mkdir(parents=True)
        (tmp_path / "planted" / "part-0.parquet").rename(lake.truth("faults", OF.id))
        assert compare(lake.root, lake.root) == {"found": 2, "planted": 2, **SAME}
        assert forget_month(lake.root, KIND) == "2026-11"
        assert compare(lake.root, lake.root) == {
            "found": 1,
            "planted": 2,
            "not_planted": 0,
            "not_found": 1,
        }
        assert recheck(session, lake, [OF]).done == 1
        assert compare(lake.root, lake.root) == {"found": 2, "planted": 2, **SAME}
        assert len(Ledger(lake, KIND).all_results()) == 2
