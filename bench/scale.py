"""A lake of a city's size: re-checked, linked and measured, beside a bare scan of the same columns.

Every step is kept as soon as it is done, so that a run can be stopped and taken up again
(``--steps``). What is done under which limits stands in the table's page.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.options import DATA, Options
from bench.scale_page import write_page
from bench.scale_truth import compare, forget_month
from bench.spark_events import logged, totals
from bench.timing import Run, run_process

PAIRS = 3
LIMIT = "5GB"  # of DuckDB's own memory, within a machine of 8 GB
RESULTS = Path(__file__).with_name("scale.json")
Step = Callable[["Lakeside"], dict[str, Any]]


class Lakeside:
    """The lake of one scale, and the commands that work on it."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.home = DATA / f"lake-{scale:g}"

    @property
    def lake(self) -> Path:
        """The lake itself."""
        return self.home / "lake"

    def forget(self, kind: str) -> None:
        """Drop the results of one kind of work: it starts from nothing again."""
        shutil.rmtree(self.lake / "runs" / kind, ignore_errors=True)

    def batch(self, work: str, *more: str, env: dict[str, str] | None = None) -> dict[str, Any]:
        """``gongxin batch`` as a whole process; what it printed, with its seconds and memory."""
        return self.run("batch", work, "--home", str(self.home), "--json", *more, env=env)

    def run(self, *words: str, env: dict[str, str] | None = None) -> dict[str, Any]:
        """A ``gongxin`` command; what it printed, with its seconds and memory."""
        gongxin = str(Path(sys.executable).with_name("gongxin"))
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.json"
            run = run_process([gongxin, *words], stdout=out, env={**_LIMITS, **(env or {})})
            return {**json.loads(out.read_text()), **_used(run)}


_LIMITS = {"GONGXIN_BATCH_MEMORY": LIMIT}


def measure(options: Options) -> None:
    """Do the steps that were asked for, and write what is known into the page."""
    side = Lakeside(options.scale)
    for name, step in STEPS.items():
        if name in options.steps:
            print(f"scale {options.scale:g} {name} …", file=sys.stderr, flush=True)
            result = step(side)
            _keep(options.scale, name, result)
            print(f"{name}: {json.dumps(result, ensure_ascii=False)}", file=sys.stderr, flush=True)
    write_page(json.loads(RESULTS.read_text()))


def _keep(scale: float, name: str, result: dict[str, Any]) -> None:
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    day = date.today().isoformat()  # noqa: DTZ011 the machine's day
    result.pop("folder", None)  # of this machine
    kept.setdefault("scales", {}).setdefault(f"{scale:g}", {})[name] = {**result, "on": day}
    kept["machine"] = machine()
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def _used(run: Run) -> dict[str, Any]:
    return {"seconds": run.seconds, "cpu": run.cpu, "peak": run.peak}


def _make(side: Lakeside) -> dict[str, Any]:
    words = ["demo", "--city", "nantong", "--scale", f"{side.scale:g}", "--home", str(side.home)]
    return side.run(*words, "--json")


def _recheck(side: Lakeside) -> dict[str, Any]:
    side.forget("recheck")
    return side.batch("recheck")


def _bare(side: Lakeside) -> dict[str, Any]:
    """Hash every cell of every column that the recheck reads: nothing can be left out unread."""
    command = [sys.executable, "-c", _SCAN, str(side.lake / "items"), LIMIT]
    size = sum(path.stat().st_size for path in (side.lake / "items").glob("*/*/*.parquet"))
    return {**_used(run_process(command)), "bytes": size}


_SCAN = """
import sys, duckdb
from pathlib import Path
root, limit = Path(sys.argv[1]), sys.argv[2]
db = duckdb.connect(config={"memory_limit": limit, "preserve_insertion_order": "false"})
unread = ("department", "subject", "linked_by", "month")
for item in sorted(root.iterdir()):
    source = f"read_parquet('{item}/*/*.parquet', hive_partitioning = true)"
    names = [row[0] for row in db.execute(f"DESCRIBE FROM {source}").fetchall()]
    read = ", ".join(f'bit_xor(hash("{name}"))' for name in names if name not in unread)
    db.execute(f"SELECT {read} FROM {source}").fetchall()
"""


def _pairs(side: Lakeside) -> dict[str, Any]:
    """The recheck and the bare scan in turn, A B A B …: how many times as long each A took as its B.

    The pair with the median ratio is what the steps ``recheck`` and ``bare`` tell.
    """
    runs = [(_recheck(side), _bare(side)) for _ in range(PAIRS)]
    runs.sort(key=lambda pair: pair[0]["seconds"] / pair[1]["seconds"])
    mine, bare = runs[PAIRS // 2]
    _keep(side.scale, "recheck", mine)
    _keep(side.scale, "bare", bare)
    return {"ratios": [a["seconds"] / b["seconds"] for a, b in runs]}


def _truth(side: Lakeside) -> dict[str, Any]:
    return compare(side.lake, side.lake)


def _link(side: Lakeside) -> dict[str, Any]:
    side.forget("link")
    return side.batch("link")


def _measure(side: Lakeside) -> dict[str, Any]:
    for kind in ("submissions", "holders"):
        side.forget(kind)
    return side.batch("measure")


def _month(side: Lakeside) -> dict[str, Any]:
    """The last month as if it had just come: everything before it is done."""
    month = forget_month(side.lake, "recheck")
    again = side.batch("recheck")
    nothing = side.batch("recheck")
    return {
        **again,
        "month": month,
        "nothing_new": nothing["seconds"],
        **compare(side.lake, side.lake),
    }


def _spark(side: Lakeside) -> dict[str, Any]:
    """The recheck on a standalone cluster of two workers, into a lake of its own over the same rows."""
    own = Lakeside(side.scale)
    own.home = side.home.with_name(f"{side.home.name}-spark")
    shutil.rmtree(own.home, ignore_errors=True)
    own.lake.mkdir(parents=True)
    (own.lake / "items").symlink_to(side.lake / "items")
    (own.home / "packs").symlink_to(side.home / "packs")
    events = own.home / "events"
    events.mkdir()
    with _cluster() as address:
        env = {"GONGXIN_SPARK": address, "PYSPARK_SUBMIT_ARGS": logged(events)}
        done = own.batch("recheck", "--engine", "spark", env=env)
    return {**done, **totals(events), **compare(own.lake, side.lake)}


@contextmanager
def _cluster() -> Iterator[str]:
    from tests.parity.cluster import cluster

    with tempfile.TemporaryDirectory() as folder:
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        with cluster(Path(folder), memory="2g", java="") as address:
            yield address


STEPS: dict[str, Step] = {
    "make": _make,
    "recheck": _recheck,
    "bare": _bare,
    "pairs": _pairs,
    "truth": _truth,
    "link": _link,
    "measure": _measure,
    "month": _month,
    "spark": _spark,
}
