"""Small tables of made-up values, nulls among them, the same for both engines."""

import random
from collections.abc import Mapping

from gongxin.batch.engine.session import Session
from gongxin.batch.quality.run import TYPES

MONTHS = [f"2026-{month:02d}" for month in range(1, 12)]
_TEXTS = {
    "item": ["penalty", "permit", "tax-payment"],
    "department": ["gx-market", "gx-tax", ""],
    "region": ["329901", "329902", "公信市", "𠮷"],
    "month": MONTHS,
    "past": MONTHS,
    "check_id": ["required", "uscc-check-digit", "late", "duplicate", "uscc-length", "nothing"],
    "evidence": ["uscc", "officer", "regno", "orgcode", "name", "other"],
    "subject": [f"9132990100000000{n}X" for n in range(5)],
}


def make(
    session: Session, name: str, shape: Mapping[str, str], lines: list[tuple[object, ...]]
) -> None:
    """Hand a table to an engine."""
    session.create(name, {column: TYPES[kind] for column, kind in shape.items()}, lines)


def lines(shape: Mapping[str, str], seed: str, count: int = 120) -> list[tuple[object, ...]]:
    """So many lines; the seed decides which."""
    draw = random.Random(seed)
    return [
        tuple(_value(draw, column, kind) for column, kind in shape.items()) for _ in range(count)
    ]


def _value(draw: random.Random, column: str, kind: str) -> object:
    if draw.random() < 0.04:
        return None
    if kind == "boolean":
        return draw.random() < 0.5
    if kind == "int64":
        return draw.randrange(12)
    return draw.choice(_TEXTS.get(column, ["a", "b", "乙"]))
