"""Folders in which runs put results before they are taken over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gongxin.batch.lake import Lake
from gongxin.batch.runs.units import Ledger

AT_WORK = """
import sys, time
from pathlib import Path
from gongxin.batch.lake import Lake
from gongxin.batch.runs.units import Ledger
with Ledger(Lake(Path(sys.argv[1])), "recheck").staged() as folder:
    folder.mkdir()
    print(folder, flush=True)
    time.sleep(60)
"""


def left(root: Path) -> list[Path]:
    return sorted((root / "runs").glob(".recheck-*"))


def test_a_folder_goes_with_the_block_whatever_happens(tmp_path: Path) -> None:
    ledger = Ledger(Lake(tmp_path), "recheck")
    with ledger.staged() as folder:
        assert not folder.exists()
        assert left(tmp_path) == [folder.parent]
    with pytest.raises(FileExistsError), ledger.staged() as folder:
        folder.parent.mkdir()
    assert left(tmp_path) == []


def test_another_run_takes_away_what_a_dead_one_left_and_nothing_else(tmp_path: Path) -> None:
    ledger = Ledger(Lake(tmp_path), "recheck")
    arguments = [sys.executable, "-c", AT_WORK, str(tmp_path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        with ledger.staged() as folder:
            assert left(tmp_path) == sorted([theirs.parent, folder.parent])
        unmarked = tmp_path / "runs" / ".recheck-unmarked"
        unmarked.mkdir()
        with Ledger(Lake(tmp_path), "link").staged():
            assert theirs.is_dir()
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert left(tmp_path) == sorted([theirs.parent, unmarked])
        with Ledger(Lake(tmp_path), "link").staged():
            assert theirs.is_dir()
        with ledger.staged() as folder:
            assert left(tmp_path) == [folder.parent]
