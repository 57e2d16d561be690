"""The same rules in pandera and in frictionless, on a slice of the file, whole processes all."""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.check import run_check
from bench.figures import Figure
from bench.files import RECEIVED_ON, slice_file
from bench.options import Options
from bench.timing import Pairs, Run, alternate, highest_peak, median_seconds, run_process
from gongxin.core.text import Text
from gongxin.core.workdays import first_day_in_time
from gongxin.law.load import load_catalogue

RIVALS = {"pandera": 20.0, "frictionless": 35.0}
MOST_PAIRS = 3
CHECKS = 7  # beside each run of the other, which takes about forty times as long as one


def measure(options: Options) -> list[Figure]:
    """How many times as long each tool takes, as it is usually written and with values remembered."""
    path = slice_file(options)
    run_check(path)
    with tempfile.TemporaryDirectory() as folder:
        return [
            _figure(options, path, Path(folder), name, bound, distinct)
            for name, bound in RIVALS.items()
            for distinct in (False, True)
        ]


def _figure(
    options: Options, path: Path, folder: Path, name: str, bound: float, distinct: bool
) -> Figure:
    theirs, ours = folder / f"{name}.json", folder / "check.json"

    def rival() -> Run:
        command = [sys.executable, "-W", "ignore", "-m", f"bench.rivals.{name}_rules", str(path)]
        command += [RECEIVED_ON, _in_time_since(), str(theirs)]
        return run_process(command + ["--distinct"] * distinct)

    def check() -> Run:
        """The middle one of a few: what takes less than a second wanders with the machine."""
        runs = sorted((run_check(path, ours) for _ in range(CHECKS)), key=lambda run: run.seconds)
        return runs[CHECKS // 2]

    pairs = alternate(rival, check, min(options.pairs, MOST_PAIRS))
    return Figure(
        id=f"{name}-distinct" if distinct else name,
        title=_title(name, distinct),
        unit="×",
        measured=pairs.ratio(),
        bound=None if distinct else bound,
        direction="least",
        size=f"{options.slice:,} × 26",
        details=[_seconds(name, pairs), _agreement(theirs, ours)],
    )


def _in_time_since() -> str:
    deadline = load_catalogue().item("penalty").deadline
    assert deadline is not None
    return first_day_in_time(date.fromisoformat(RECEIVED_ON), deadline.working_days).isoformat()


def _title(name: str, distinct: bool) -> Text:
    if distinct:
        return Text(
            f"同样的规则：{name}（每个不同的值只判断一次）与 gongxin check 之比",
            f"The same rules in {name}, each distinct value judged once, by gongxin check",
        )
    return Text(
        f"同样的规则：{name}（通常写法）与 gongxin check 之比",
        f"The same rules in {name}, as usually written, by gongxin check",
    )


def _seconds(name: str, pairs: Pairs) -> Text:
    return Text(
        "{name} {theirs:.1f} 秒、峰值 {their_peak:.2f} GB，gongxin {ours:.2f} 秒、峰值 {our_peak:.2f} GB"
        "（每次都取 {checks} 次检查中居中的一次）。",
        "{name} takes {theirs:.1f} s at a peak of {their_peak:.2f} GB, gongxin {ours:.2f} s at "
        "{our_peak:.2f} GB (each time the middle one of {checks} checks).",
    ).format(
        checks=CHECKS,
        name=name,
        theirs=median_seconds(pairs.first),
        their_peak=highest_peak(pairs.first) / 1e9,
        ours=median_seconds(pairs.second),
        our_peak=highest_peak(pairs.second) / 1e9,
    )


def _agreement(theirs: Path, ours: Path) -> Text:
    found = json.loads(theirs.read_text())
    issues = json.loads(ours.read_text())["issues"]
    rows = {i["row"] for i in issues if i["severity"] in ("reject", "refuse")}
    other = set(found["rejected"])
    if rows != other:
        raise RuntimeError(
            f"{len(rows ^ other):,} rows are turned back by one and not by the other, the first of them"
            f" row {min(rows ^ other)}: a time for another result is no figure"
        )
    counts = {
        "faults": len(issues),
        "their_faults": found["faults"],
        "rows": len(rows),
    }
    return Text(
        "问题数：gongxin {faults:,}，对方 {their_faults:,}（涉自然人的行 gongxin 只报拒收的原因）；"
        "退回或拒收的行两边相同，{rows:,} 行。",
        "Faults: {faults:,} here, {their_faults:,} there (of rows about natural persons Gongxin keeps "
        "only the reason); both turn the same {rows:,} rows back.",
    ).format(**counts)
