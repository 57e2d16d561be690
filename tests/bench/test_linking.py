"""The frozen pairs are what the generator makes, and the figures are reckoned rightly."""

import numpy as np
from bench.linking.curve import area, best_threshold, precision_at, recall_at
from bench.linking.fit import TARGET, compared
from bench.linking.page import table
from bench.linking.pairs import make_pairs, read_pairs

from gongxin.core.name_score import score


def test_the_generator_makes_the_frozen_pairs_again() -> None:
    assert make_pairs() == read_pairs()


def test_parts_do_not_share_an_organisation() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 20_000
    parts = {part: {p.name for p in pairs if p.part == part} for part in ("train", "test")}
    assert not parts["train"] & parts["test"]


def test_no_pair_of_two_has_the_very_name() -> None:
    assert not [p for p in read_pairs() if not p.same and p.given in (p.name, p.former)]


def test_held_out_pairs_are_found_at_the_promised_precision() -> None:
    """On every third pair: at least 0.90 of the same, with the threshold of the training part."""
    pairs = read_pairs()[::3]
    scores = np.array([max(map(score, compared(p))) for p in pairs])
    same = np.array([float(p.same) for p in pairs])
    held = np.array([p.part == "test" for p in pairs])
    threshold = best_threshold(scores[~held], same[~held])
    assert recall_at(scores[held], same[held], threshold) >= 0.90
    assert precision_at(scores[held], same[held], threshold) >= 0.995


def test_the_curve() -> None:
    scores, same = np.array([0.9, 0.8, 0.8, 0.4]), np.array([1.0, 1.0, 0.0, 1.0])
    assert best_threshold(scores, same) == 0.9
    assert best_threshold(scores, same, 0.6) == 0.4
    assert recall_at(scores, same, 0.8) == 2 / 3
    assert area(scores, same) == 0.5
    assert best_threshold(np.array([0.5]), np.array([0.0])) == float("inf")


def test_the_table_is_in_both_languages_and_weights_lie_in_core() -> None:
    result = {"name": "exact", "recall": 0.1, "precision": 1.0, "area": 0.5, "speed": 10.0}
    kept = {
        "machine": {"measured_on": "2026-11-22", "processor": "x", "cores": "2", "python": "3"},
        "pairs": {"all": 2, "test": 1, "test_same": 1},
        "results": [{**result, "whole": 0.0, "by_kind": {"typo": 0.0}}],
    }
    assert "完全相同" in table(kept, "zh")
    assert "exact normalised name" in table(kept, "en")
    assert TARGET.exists()
