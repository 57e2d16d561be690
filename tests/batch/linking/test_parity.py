"""Columns of names are taken apart and scored exactly as single ones are."""

from dataclasses import astuple

import ibis
import pytest
from bench.linking.pairs import read_pairs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.core.test_name_parts import names

from gongxin.batch.engine.process import open_process
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.parts import PARTS, lay_places, with_parts
from gongxin.batch.linking.scoring import COMPARED, with_score
from gongxin.core.name_parts import place_of, split_name
from gongxin.core.name_score import compare, plain_form, score

pytestmark = pytest.mark.parity
ODD = [
    "",
    "(((南通)",
    "南通示例(海安)商贸(北京)有限公司",
    "公司公司",
    "江苏",
    "()()",
    "店",
    "Ａ·ⅢＢ",
]


def test_columns_agree_with_single_names() -> None:
    pairs = [(p.given, p.name) for p in read_pairs()[::37]]
    pairs += [(one, other) for one in ODD for other in [*ODD, "南通示例商贸有限公司"]]
    check(pairs)


def check(pairs: list[tuple[str, str]]) -> None:
    """Every part, level and score of each pair."""
    with open_process() as session:
        lay_places(session)
        session.create(
            "pairs",
            {"n": "BIGINT", "a": "VARCHAR", "b": "VARCHAR"},
            [(n, one, other) for n, (one, other) in enumerate(pairs)],
        )
        shape, table = {"n": "int64", "a": "string", "b": "string"}, "pairs"
        for side in ("a", "b"):
            t = with_parts(ibis.table(shape, name=table), side)
            t = t.rename({f"{side}_{part}": part for part in PARTS})
            shape, table = {name: str(kind) for name, kind in t.schema().items()}, f"parted_{side}"
            session.store(table, to_sql(t, session.dialect))
        kinds = {f"{side}_{part}": "string" for side in "ab" for part in PARTS}
        scored = with_score(ibis.table({"n": "int64", **kinds}, name=table))
        columns = ", ".join((*kinds, *COMPARED, "score"))
        rows = session.rows(f"SELECT {columns} FROM ({to_sql(scored, session.dialect)}) ORDER BY n")
    assert len(rows) == len(pairs)
    for (one, other), row in zip(pairs, rows, strict=True):
        a, b = split_name(one), split_name(other)
        assert row[:10] == (*astuple(a), *astuple(place_of(a)), plain_form(a.form)), one
        assert row[10:20] == (*astuple(b), *astuple(place_of(b)), plain_form(b.form)), other
        assert row[20:-1] == astuple(compare(a, b)), (one, other)
        assert row[-1] == score(compare(a, b))


told = names.map(lambda name: name.replace("\0", ""))  # no statement can hold it


@settings(max_examples=5, phases=[Phase.generate])
@given(st.lists(st.tuples(told, told), min_size=80, max_size=120))
def test_made_up_names_are_taken_apart_and_compared_alike(pairs: list[tuple[str, str]]) -> None:
    check(pairs)
