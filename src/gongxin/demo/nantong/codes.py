"""Check digits as macros of the batch engine, for codes made by the million."""

import duckdb

from gongxin.batch.engine import literal
from gongxin.core.identifiers.constants import (
    ORGCODE_ALPHABET,
    ORGCODE_CHECKS,
    ORGCODE_WEIGHTS,
    USCC_ALPHABET,
    USCC_WEIGHTS,
)


def make_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``uscc_check``, ``orgcode_check`` and ``regno_check``: the digit that a body calls for."""
    uscc = _weighted(USCC_ALPHABET, USCC_WEIGHTS)
    orgcode = _weighted(ORGCODE_ALPHABET, ORGCODE_WEIGHTS)
    for name, digit in (
        ("uscc_check", f"substr({literal(USCC_ALPHABET)}, (31 - ({uscc}) % 31) % 31 + 1, 1)"),
        (
            "orgcode_check",
            f"substr({literal(ORGCODE_CHECKS)}, (11 - ({orgcode}) % 11) % 11 + 1, 1)",
        ),
        ("regno_check", f"((11 - {_product(13)}) % 10)::VARCHAR"),
    ):
        connection.execute(f"CREATE OR REPLACE MACRO {name}(body) AS {digit}")


def _weighted(alphabet: str, weights: tuple[int, ...]) -> str:
    return " + ".join(
        f"(instr({literal(alphabet)}, substr(body, {place}, 1)) - 1) * {weight}"
        for place, weight in enumerate(weights, 1)
    )


def _product(place: int) -> str:
    """ISO 7064 MOD 11,10 after the digit at ``place``, counted from 0."""
    before = "10" if place == 0 else _product(place - 1)
    return f"((({before} + substr(body, {place + 1}, 1)::INT + 9) % 10 + 1) * 2 % 11)"
