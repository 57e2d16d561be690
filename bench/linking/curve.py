"""From scores to figures: recall at a precision, area under the curve."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
PRECISION = 0.995


def best_threshold(scores: Numbers, same: Numbers, precision: float = PRECISION) -> float:
    """The lowest score from which on at least ``precision`` of the pairs are the same; inf if none."""
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(same[order])
    last = np.append(ranked[1:] != ranked[:-1], True)
    good = last & (right / np.arange(1, len(ranked) + 1) >= precision)
    return float(ranked[np.flatnonzero(good)[-1]]) if good.any() else float("inf")


def recall_at(scores: Numbers, same: Numbers, threshold: float) -> float:
    """The part of the same pairs that score at least ``threshold``."""
    return float(((scores >= threshold) & (same > 0)).sum() / same.sum())


def precision_at(scores: Numbers, same: Numbers, threshold: float) -> float:
    """The part of the pairs that score at least ``threshold`` which are the same; 1 if none do."""
    chosen = scores >= threshold
    return float(same[chosen].mean()) if chosen.any() else 1.0


def area(scores: Numbers, same: Numbers) -> float:
    """How often a same pair scores higher than another one, ties counting half (AUC)."""
    _, rank = np.unique(scores, return_inverse=True)
    counts = np.bincount(rank)
    middle = np.cumsum(counts) - (counts - 1) / 2
    ranks = middle[rank]
    yes = same > 0
    n, m = int(yes.sum()), int((~yes).sum())
    return float((ranks[yes].sum() - n * (n + 1) / 2) / (n * m))
