"""No code with a fault is passed over where forms are made of unsound codes only."""

import duckdb
import ibis
import pytest
from hypothesis import Phase, given, settings
from tests.batch.test_identifiers_parity import SCHEMES, lists

from gongxin.batch.compile import sql
from gongxin.batch.recheck.unsound import unsound
from gongxin.core.identifiers import orgcode, regno, uscc

KINDS = ("uscc", "orgcode", "regno")
SOUND = {
    "uscc": [uscc.make("91", "320602", f"MA{n:06d}") for n in range(50)],
    "orgcode": [orgcode.make(f"MA{n:06d}") for n in range(50)],
    "regno": [regno.make(f"32060200000{n:03d}") for n in range(50)],
}


def left(kind: str, texts: list[str]) -> set[str]:
    """The texts that are looked at."""
    query = sql(unsound(ibis.table({"v": "string"}, name="listed"), kind))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE listed (v VARCHAR)")
        connection.executemany("INSERT INTO listed VALUES (?)", [[text] for text in set(texts)])
        return {text for (text,) in connection.execute(query).fetchall()}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, phases=[Phase.reuse, Phase.generate])
@given(texts=lists)
def test_every_faulty_code_is_left(kind: str, texts: list[str]) -> None:
    judge = SCHEMES[kind][0]
    texts = [text for text in texts if "\0" not in text]
    found = left(kind, texts)
    for text in texts:
        verdict = judge(text)
        if verdict.problems or verdict.warnings:
            assert text in found


@pytest.mark.parametrize("kind", KINDS)
def test_sound_codes_are_left_out(kind: str) -> None:
    assert left(kind, SOUND[kind]) == set()
