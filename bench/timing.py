"""Whole processes timed one after the other, alternating, so that both see the same machine."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: wall and CPU seconds, peak resident bytes."""

    seconds: float
    cpu: float
    peak: int
    code: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several measurements, with the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Of at least one value."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Runs of two things, A B A B …; each ratio is one A by the B after it."""

    first: list[Run]
    second: list[Run]

    def ratio(self) -> Spread:
        """How many times as long the first takes as the second."""
        pairs = zip(self.first, self.second, strict=True)
        return Spread.of([a.seconds / b.seconds for a, b in pairs])


class BenchFailed(Exception):
    """A measured command did not do what it should have done."""


def run_process(
    command: Sequence[str],
    *,
    stdout: Path | None = None,
    env: Mapping[str, str] | None = None,
    codes: Sequence[int] = (0,),
) -> Run:
    """Run ``command`` (its first word an absolute path) and measure it.

    Raises:
        BenchFailed: it ended with another exit code than ``codes``; the message has what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        target = str(stdout or os.devnull)
        launcher = [sys.executable, "-I", "-S", str(_LAUNCH), str(result), target, *command]
        done = subprocess.run(
            launcher, env={**os.environ, **(env or {})}, stderr=subprocess.PIPE, check=False
        )
        if not result.exists():
            raise BenchFailed(f"{command}: {done.stderr.decode(errors='replace')}")
        run = Run(**json.loads(result.read_text()))
    if run.code not in codes:
        said = done.stderr.decode(errors="replace")[-3000:]
        raise BenchFailed(f"{' '.join(command[:6])} … ended with {run.code}:\n{said}")
    return run


def alternate(first: Callable[[], Run], second: Callable[[], Run], pairs: int) -> Pairs:
    """Run the two in turn, ``pairs`` times."""
    runs = [(first(), second()) for _ in range(pairs)]
    return Pairs([a for a, _ in runs], [b for _, b in runs])


def median_seconds(runs: Sequence[Run]) -> float:
    """The median of their wall seconds."""
    return statistics.median(run.seconds for run in runs)


def highest_peak(runs: Sequence[Run]) -> int:
    """The highest of their peaks, in bytes."""
    return max(run.peak for run in runs)
