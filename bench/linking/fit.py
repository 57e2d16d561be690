"""Set the weights on the training part: ``python -m bench.linking.fit`` writes name_weights.csv."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

import gongxin.core
from bench.linking.pairs import Pair, read_pairs
from gongxin.core.name_parts import split_name
from gongxin.core.name_score import LEVELS, Comparison, compare

TARGET = Path(gongxin.core.__path__[0]) / "data" / "name_weights.csv"
RIDGE = 0.3
AGAINST = {("trade", "other"): -9.0, ("branch", "other"): -14.0}
"""What nothing makes up for: another trade name, or a branch where all else is the same."""
COLUMNS = [("", ""), *((part, level) for part, levels in LEVELS.items() for level in levels)]
DECISIVE = np.array([column in AGAINST for column in COLUMNS])
Matrix = npt.NDArray[np.float64]


def compared(pair: Pair) -> list[Comparison]:
    """The row's name beside each name of the organisation."""
    given = split_name(pair.given)
    return [compare(given, split_name(name)) for name in (pair.name, pair.former) if name]


def features(comparisons: Sequence[Comparison]) -> Matrix:
    """One row for each comparison: 1 for each level that holds, and the constant."""
    found = np.zeros((len(comparisons), len(COLUMNS)))
    place = {column: n for n, column in enumerate(COLUMNS)}
    for row, comparison in enumerate(comparisons):
        found[row, 0] = 1
        for part in LEVELS:
            found[row, place[part, getattr(comparison, part)]] = 1
    return found


def fitted(matrix: Matrix, same: Matrix, steps: int = 25) -> Matrix:
    """Weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    ridge = np.diag([0.0, *[RIDGE] * (matrix.shape[1] - 1)])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (same - likely) - ridge @ weights
        bend = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + ridge
        weights = weights + np.linalg.solve(bend + 1e-9 * np.eye(len(weights)), slope)
    return weights


def _of_open(matrix: Matrix, same: Matrix) -> Matrix:
    """The weights of all other levels, from the pairs where no decisive level holds."""
    rows = ~(matrix[:, DECISIVE] > 0).any(axis=1)
    return fitted(matrix[rows][:, ~DECISIVE], same[rows])


def main() -> None:
    """Fit on the training part; a pair counts by the name of the organisation that fits best."""
    pairs = [pair for pair in read_pairs() if pair.part == "train"]
    by_pair = [compared(pair) for pair in pairs]
    same = np.array([float(pair.same) for pair in pairs])
    chosen = [0] * len(pairs)
    weights = np.zeros(len(COLUMNS))
    for _ in range(3):
        matrix = features([found[n] for found, n in zip(by_pair, chosen, strict=True)])
        weights = np.zeros(len(COLUMNS))
        weights[~DECISIVE] = _of_open(matrix, same)
        weights[DECISIVE] = [AGAINST[column] for column in COLUMNS if column in AGAINST]
        chosen = [int(np.argmax(features(found) @ weights)) for found in by_pair]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("part", "level", "weight"))
        writer.writerows((*c, f"{w:.3f}") for c, w in zip(COLUMNS, weights, strict=True))


if __name__ == "__main__":
    main()
