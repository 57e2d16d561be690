"""Registered capital in the many shapes that real exports of the register have."""

import numpy as np

from gongxin.demo.columns import Column, Numbers, choose, column, digits, draw, join, take, where
from gongxin.demo.kinds import KINDS

AMOUNTS = (3, 5, 10, 20, 30, 50, 80, 100, 168, 200, 300, 500, 508, 820, 1000, 2000, 5000, 10000)
SHAPES = ("(万)", "万人民币", "(万元)", "万元人民币", "万元", ".000000万人民币")
WITHOUT = ("N/A", "#(万元)", "")


def capital_texts(rng: np.random.Generator, kind: Numbers) -> Column:
    """A capital for companies and co-operatives, nothing for the other kinds."""
    rows = len(kind)
    amount = take(column([str(value) for value in AMOUNTS]), draw(rng, len(AMOUNTS), rows))
    text = join(amount, choose(rng, SHAPES, rows, (3, 4, 4, 3, 4, 1)))
    text = where(rng.random(rows) < 0.02, join(amount, "万美元"), text)
    text = where(rng.random(rows) < 0.02, join(digits(rng.integers(1, 90, rows)), "00000元"), text)
    text = where(rng.random(rows) < 0.02, choose(rng, WITHOUT, rows), text)
    with_capital = [i for i, k in enumerate(KINDS) if k.key in ("company", "cooperative")]
    return where(np.isin(kind, with_capital), text, "")
