"""Windows of whole tables are those that the law's own function gives for one record."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.batch.publicity import DATED, with_window
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue, load_sectors, load_windows
from gongxin.law.windows import Particulars, item_window

ITEMS = list(load_catalogue().items.values())
WINDOWS = load_windows()
SECTORS = [word for one in load_sectors().values() for word in one.spellings]
Dated = tuple[date, tuple[str, ...], date | None, Particulars]
Answer = tuple[str, date | None, date | None]

# around changes of the rules, month ends and leap days
EDGES = sorted(
    {version.decided_from for one in WINDOWS.values() for version in one.versions} - {None}
    | {date(2024, 2, 29), date(2023, 8, 31), date(2025, 11, 30), date(2021, 7, 15)}
)
days = st.one_of(
    st.sampled_from(EDGES),
    st.sampled_from(EDGES).flatmap(
        lambda day: st.integers(-3, 3).map(lambda n: date.fromordinal(day.toordinal() + n))
    ),
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)


particulars = st.builds(
    Particulars,
    procedure=st.sampled_from(["", "simple", "ordinary", "简易程序", "普通程序"]),
    fine=st.none() | st.decimals(0, 10_000, places=6) | st.sampled_from([Decimal(5), Decimal(100)]),
    sector=st.sampled_from(["", "market", "food", "wages", "parks"]) | st.sampled_from(SECTORS),
)


def kinds_of(item: Item) -> list[str]:
    field = item.index.get(item.publicity.kinds_field or "")
    named = [choice.value for choice in field.choices] if field else []
    return [*named, "其他-责令改正", "其他（警告）", "无此种类"]


def dated(item: Item) -> st.SearchStrategy[Dated]:
    kinds = st.lists(st.sampled_from(kinds_of(item)), max_size=4, unique=True).map(tuple)
    return st.tuples(days, kinds, st.none() | days, particulars)


@pytest.fixture(scope="module")
def asking() -> Callable[[Item, list[Dated]], list[Answer]]:
    """Asks the engine; the expression of an item is compiled once."""
    connection = ibis.duckdb.connect()
    compiled: dict[str, str] = {}

    def ask(item: Item, rows: list[Dated]) -> list[Answer]:
        if item.id not in compiled:
            window = WINDOWS[item.publicity.window] if item.publicity.window else None
            expression = with_window(ibis.table(DATED, name="dated"), window)
            compiled[item.id] = str(ibis.to_sql(expression.order_by("row"), dialect="duckdb"))
        con = connection.con
        con.execute(
            "CREATE OR REPLACE TABLE dated (row BIGINT, decided_on DATE, kinds VARCHAR, ends DATE,"
            " procedure VARCHAR, fine DECIMAL(18, 6), sector VARCHAR)"
        )
        con.executemany(
            "INSERT INTO dated VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (n, day, ";".join(kinds) or None, ends, about.procedure, about.fine, about.sector)
                for n, (day, kinds, ends, about) in enumerate(rows)
            ],
        )
        found = con.execute(
            f"SELECT severity, public_from, public_until FROM ({compiled[item.id]})"
        )
        return [tuple(line) for line in found.fetchall()]

    return ask


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_tables_and_single_records_agree(
    item: Item, asking: Callable[[Item, list[Dated]], list[Answer]]
) -> None:
    @settings(max_examples=12, deadline=None)
    @given(st.lists(dated(item), min_size=20, max_size=60))
    def agreed(rows: list[Dated]) -> None:
        expected = []
        for day, kinds, ends, about in rows:
            window = item_window(item, WINDOWS, day, kinds, ends, about)
            expected.append((window.severity, window.public_from, window.public_until))
        assert asking(item, rows) == expected

    agreed()


def test_the_classes_of_penalties_all_occur(
    asking: Callable[[Item, list[Dated]], list[Answer]],
) -> None:
    penalty = load_catalogue().item("penalty")
    rows = [(date(2026, 5, 1), (kind,), None, Particulars()) for kind in kinds_of(penalty)]
    assert {severity for severity, _, _ in asking(penalty, rows)} == {
        "minor",
        "general",
        "serious",
    }
