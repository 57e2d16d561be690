"""Checking: ``gongxin check`` beside reading the same file as text and counting every column."""

import sys
import tempfile
from pathlib import Path

from bench.figures import Figure
from bench.files import RECEIVED_ON, penalty_file
from bench.options import Options
from bench.timing import Run, Spread, alternate, highest_peak, median_seconds, run_process
from gongxin.core.text import Text

READ = """
import sys, duckdb
path = sys.argv[1].replace("'", "''")  # as a parameter DuckDB would load pandas to bind it
query = f"SELECT count(COLUMNS(*)) FROM read_csv('{path}', all_varchar = true, header = true)"
print(duckdb.execute(query).fetchone())
"""
_TITLE = Text(
    "检查（gongxin check）与 DuckDB 只读文件、数各列之比",
    "gongxin check by DuckDB reading the file as text and counting every column",
)
_PEAK = Text("检查时的内存峰值", "Peak memory of the check")


def check_command(path: Path) -> list[str]:
    """``gongxin check penalty … --json`` as it is typed."""
    gongxin = str(Path(sys.executable).with_name("gongxin"))
    return [gongxin, "check", "penalty", str(path), "--json", "--received-on", RECEIVED_ON]


def run_check(path: Path, stdout: Path | None = None, cache: Path | None = None) -> Run:
    """One check as a whole process; 1 is the exit code when rows are refused."""
    env = {"GONGXIN_CACHE": str(cache)} if cache else None
    return run_process(check_command(path), stdout=stdout, env=env, codes=(0, 1))


def read_with_duckdb(path: Path) -> Run:
    """One whole process that reads every cell as text and counts each column."""
    return run_process([sys.executable, "-c", READ, str(path)])


def measure(options: Options) -> list[Figure]:
    """The ratio, warm, and the peak memory; the cold first run is told beside it."""
    path = penalty_file(options)
    with tempfile.TemporaryDirectory() as empty:
        cold = run_check(path, cache=Path(empty))
    run_check(path)
    pairs = alternate(lambda: run_check(path), lambda: read_with_duckdb(path), options.pairs)
    size = f"{options.rows:,} × 26, {path.stat().st_size / 1e6:,.0f} MB"
    seconds = {
        "check": median_seconds(pairs.first),
        "read": median_seconds(pairs.second),
        "cold": cold.seconds,
        "peak": highest_peak(pairs.second) / 1e9,
    }
    details = Text(
        "检查 {check:.2f} 秒（编译好的计划已在缓存中；第一次、没有缓存时 {cold:.2f} 秒），"
        "DuckDB {read:.2f} 秒、峰值 {peak:.2f} GB；都是从启动到结束的整个进程。",
        "The check takes {check:.2f} s with its compiled plan in the cache ({cold:.2f} s the very "
        "first time), DuckDB {read:.2f} s at a peak of {peak:.2f} GB; whole processes both.",
    ).format(**seconds)
    peaks = Spread.of([run.peak / 1e9 for run in pairs.first])
    return [
        Figure("check", _TITLE, "×", pairs.ratio(), 3.5, "most", size, details=[details]),
        Figure("check-memory", _PEAK, "GB", peaks, 2.0, "most", size),
    ]
