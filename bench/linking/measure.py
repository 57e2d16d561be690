"""Recall at 99.5% precision on the held-out pairs: ours and the others, in one run."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from bench.linking.contenders import CONTENDERS, Scored
from bench.linking.curve import (
    Numbers,
    area,
    best_threshold,
    precision_at,
    recall_at,
)
from bench.linking.page import write_page
from bench.linking.pairs import Pair, read_pairs
from bench.machine import machine

RESULTS = Path(__file__).with_name("results.json")
OURS = "gongxin"


@dataclass(frozen=True, slots=True)
class Result:
    """What one way of comparing names reached on the held-out part.

    ``threshold`` is ours from the training part; for the others the best one on the held-out part
    itself, which favours them. ``by_kind`` is the recall of each kind of spelling.
    """

    name: str
    recall: float
    precision: float
    area: float
    threshold: float
    speed: float
    whole: float
    by_kind: dict[str, float] = field(default_factory=dict)


def measure() -> list[Result]:
    """Score all pairs in every way, keep the results and write the table into the documentation."""
    pairs = read_pairs()
    results = [_result(name, pairs, score(pairs)) for name, score in CONTENDERS.items()]
    about = {**machine(), "measured_on": date.today().isoformat()}  # noqa: DTZ011 the machine's day
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept |= {"machine": about, "pairs": _counts(pairs), "results": [asdict(r) for r in results]}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    write_page(kept)
    return results


def _result(name: str, pairs: Sequence[Pair], scored: Scored) -> Result:
    same = np.array([float(pair.same) for pair in pairs])
    held = np.array([pair.part == "test" for pair in pairs])
    chosen = ~held if name == OURS else held
    threshold = best_threshold(scored.scores[chosen], same[chosen])
    scores, truth = scored.scores[held], same[held]
    return Result(
        name=name,
        recall=round(recall_at(scores, truth, threshold), 4),
        precision=round(precision_at(scores, truth, threshold), 5),
        area=round(area(scores, truth), 4),
        threshold=round(threshold, 4) if np.isfinite(threshold) else 0.0,
        speed=round(scored.speed),
        whole=round(scored.whole),
        by_kind=_by_kind(pairs, scored.scores, threshold),
    )


def _by_kind(pairs: Sequence[Pair], scores: Numbers, threshold: float) -> dict[str, float]:
    found: dict[str, list[bool]] = {}
    for pair, score in zip(pairs, scores, strict=True):
        if pair.part == "test" and pair.same:
            found.setdefault(pair.kind, []).append(bool(score >= threshold))
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in sorted(found.items())}


def _counts(pairs: Sequence[Pair]) -> dict[str, int]:
    test = [pair for pair in pairs if pair.part == "test"]
    same = sum(pair.same for pair in test)
    return {"all": len(pairs), "test": len(test), "test_same": same}
