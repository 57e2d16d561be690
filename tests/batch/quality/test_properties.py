"""What holds of measures whatever the tables hold."""

from collections import Counter

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch.quality.registry import BY_ID, MEASURES
from gongxin.batch.quality.run import Figure, create_tables, figures, fill
from gongxin.batch.quality.spans import spans

MONTHS = ["2025-12", "2026-01", "2026-03"]
ITEMS = ["permit", "penalty", "honour"]


@st.composite
def submissions(draw: st.DrawFn) -> list[object]:
    rows = draw(st.integers(0, 50))
    accepted = draw(st.integers(0, rows))
    dated = draw(st.integers(0, accepted))
    cells = accepted * 3
    return [
        draw(st.integers(1, 9)),
        draw(st.sampled_from(ITEMS)),
        draw(st.sampled_from("DE")),
        "329900",
        draw(st.sampled_from(MONTHS)),
        rows,
        accepted,
        draw(st.integers(0, accepted)),
        dated,
        draw(st.integers(0, dated)),
        cells,
        draw(st.integers(0, cells)),
        draw(st.integers(0, rows)),
    ]


WHERE = [st.sampled_from(ITEMS), st.sampled_from("DE"), st.just("329900"), st.sampled_from(MONTHS)]
LEDGER = st.lists(st.tuples(*WHERE, st.text("罚号1234", max_size=5), st.booleans()), max_size=30)
OBJECTIONS = st.lists(st.tuples(*WHERE, st.integers(1, 99), st.booleans()), max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.lists(submissions(), max_size=25), LEDGER, OBJECTIONS)
def test_shares_lie_between_0_and_1_and_pool_to_the_rows_pooled(
    lines: list[list[object]],
    ledger: list[tuple[object, ...]],
    objections: list[tuple[object, ...]],
) -> None:
    found = measured(lines, ledger, objections)
    for figure in found:
        assert figure.denominator > 0
        if BY_ID[figure.measure].unit == "share":
            assert 0 <= figure.numerator <= figure.denominator
    assert pooled(found, "validity_rate") == (total(lines, 6), total(lines, 5))
    assert pooled(found, "link_rate") == (total(lines, 7), total(lines, 6))
    assert pooled(found, "completeness_rate") == (total(lines, 11), total(lines, 10))
    in_time = (total(lines, 8) - total(lines, 9), total(lines, 8))
    assert pooled(found, "timeliness_rate") == in_time
    dual = [line for line in lines if line[1] != "honour"]
    assert pooled(found, "dual_late_rate") == (total(dual, 9), total(dual, 8))
    assert pooled(found, "reporting_rate") == (sum(bool(x[5]) for x in ledger), len(ledger))
    upheld = sum(bool(x[5]) for x in objections)
    assert pooled(found, "effective_objections") == (upheld, len(objections))


@settings(max_examples=20, deadline=None)
@given(st.lists(submissions(), max_size=25), LEDGER)
def test_the_order_of_lines_does_not_matter(
    lines: list[list[object]], ledger: list[tuple[object, ...]]
) -> None:
    assert measured(lines, ledger, []) == measured(lines[::-1], ledger[::-1], [])


def measured(
    lines: list[list[object]],
    ledger: list[tuple[object, ...]],
    objections: list[tuple[object, ...]],
) -> list[Figure]:
    with duckdb.connect() as engine:
        create_tables(engine)
        fill(engine, "submissions", lines)
        fill(engine, "ledger", ledger)
        fill(engine, "objections", objections)
        fill(engine, "spans", spans(MONTHS))
        found = figures(engine)
    assert max(Counter(f[:5] for f in found).values(), default=0) <= 1
    assert {f.measure for f in found} <= {measure.id for measure in MEASURES}
    return found


def pooled(found: list[Figure], measure_id: str) -> tuple[int, int]:
    own = [f for f in found if f.measure == measure_id]
    return sum(f.numerator for f in own), sum(f.denominator for f in own)


def total(lines: list[list[object]], place: int) -> int:
    return sum(int(str(line[place])) for line in lines)
