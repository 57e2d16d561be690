"""``gongxin batch recheck`` from outside: JSON, what is kept, and a run that is killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.batch.recheck.lakes import found, put
from tests.corpus.make import item, registered

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake

OF = item("registration")
MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]
DIES = """
import os, signal, sys
from gongxin.batch.runs import units
from gongxin.cli import main
units.whole = lambda ledger: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
GONGXIN = str(Path(sys.executable).with_name("gongxin"))


def lake_with_faults(home: Path) -> Lake:
    lake = Lake(home / "lake")
    for number, month in enumerate(MONTHS):
        rows = [
            registered(n, DJ_ZCRQ="2001年13月1日" if n % 3 == 0 else "2001-01-01")
            for n in range(40)
        ]
        put(lake, OF, month, rows, submission=number)
    return lake


def command(home: Path, *more: str) -> list[str]:
    return [GONGXIN, "batch", "recheck", "--home", str(home), "--json", *more]


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    lake = lake_with_faults(tmp_path)
    ledger = lake.root / "runs" / "recheck" / OF.id / "units.json"
    env = os.environ | {"GONGXIN_BATCH_ROWS": "40"}
    with subprocess.Popen(
        command(tmp_path), env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stderr is not None
        for line in run.stderr:  # "2 / 6" and so on
            if line.startswith("2 /"):
                run.send_signal(signal.SIGKILL)
                break
    kept = len(json.loads(ledger.read_text()))
    assert 2 <= kept < len(MONTHS)
    again = json.loads(subprocess.run(command(tmp_path), capture_output=True, check=True).stdout)
    assert (again["units_kept"], again["units_done"]) == (kept, len(MONTHS) - kept)
    assert again["rows"] == 40 * again["units_done"]
    last = json.loads(subprocess.run(command(tmp_path), capture_output=True, check=True).stdout)
    assert (last["units_done"], last["found"]) == (0, 0)
    noted = sum(one["found"] for one in json.loads(ledger.read_text()).values())
    assert noted == 14 * len(MONTHS)
    with open_process() as session:
        assert [len(found(session, lake, OF, month)) for month in MONTHS] == [14] * len(MONTHS)


def test_what_a_run_left_that_was_killed_before_it_noted_it_goes(tmp_path: Path) -> None:
    lake = lake_with_faults(tmp_path)
    results = lake.root / "runs" / "recheck" / OF.id
    dies = [sys.executable, "-c", DIES, *command(tmp_path)[1:]]
    run = subprocess.run(dies, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL
    (left,) = results.iterdir()
    assert list(left.glob("*.parquet"))
    assert len(list((lake.root / "runs").glob(".recheck-*"))) == 1
    again = json.loads(subprocess.run(command(tmp_path), capture_output=True, check=True).stdout)
    assert (again["units_kept"], again["units_done"]) == (0, len(MONTHS))
    (kept,) = (path for path in results.iterdir() if path.is_dir())
    assert kept != left
    assert list((lake.root / "runs").glob(".recheck-*")) == []
    with open_process() as session:
        assert [len(found(session, lake, OF, month)) for month in MONTHS] == [14] * len(MONTHS)


def test_wrong_calls_are_told(tmp_path: Path) -> None:
    for more in ([], ["--since", "2026"]):
        run = subprocess.run(command(tmp_path, *more), capture_output=True, text=True, check=False)
        assert run.returncode == 2
        assert json.loads(run.stdout)["error"]["message"]
