"""Windows of whole tables are those that the law's own function gives for one record."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gongxin.packs
from gongxin.batch.publicity import DATED, with_window
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue, load_rules, load_sectors, load_windows
from gongxin.law.window_set import WindowSet
from gongxin.law.windows import Particulars, item_window, window_for

ITEMS = list(load_catalogue().items.values())
WINDOWS = load_windows()
NATIONAL = Path(next(iter(gongxin.packs.__path__))) / "national"
CITY = load_rules([NATIONAL, Path(__file__).parent.parent / "corpus" / "law" / "city"])[1]
COLUMNS = [
    pa.int64(), pa.date32(), pa.string(), pa.date32(), pa.string(), pa.decimal128(18, 6), pa.string(),
]  # fmt: skip
SECTORS = [word for one in load_sectors().values() for word in one.spellings]
Dated = tuple[date, tuple[str, ...], date | None, Particulars]
Answer = tuple[str, date | None, date | None]
Asking = Callable[[WindowSet | None, list[Dated]], list[Answer]]

# around changes of the rules, month ends and leap days
EDGES = sorted(
    {
        version.decided_from
        for one in [*WINDOWS.values(), *CITY.values()]
        for rule in (one, *one.special)
        for version in rule.versions
    }
    - {None}
    | {date(2024, 2, 29), date(2023, 8, 31), date(2025, 11, 30), date(2021, 7, 15)}
)
days = st.one_of(
    st.sampled_from(EDGES),
    st.sampled_from(EDGES).flatmap(
        lambda day: st.integers(-3, 3).map(lambda n: date.fromordinal(day.toordinal() + n))
    ),
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)


fines = st.sampled_from([Decimal("0.5"), Decimal("4.999999"), Decimal(5), Decimal(100)])
sectors = st.sampled_from(["", "market", "food", "fire", "transport", "parks", *SECTORS])
particulars = st.builds(
    Particulars,
    procedure=st.sampled_from(["", "simple", "ordinary", "简易程序", "普通程序"]),
    fine=st.none() | fines | st.decimals(0, 10_000, places=6),
    sector=sectors,
)


def kinds_of(item: Item) -> list[str]:
    field = item.index.get(item.publicity.kinds_field or "")
    named = [choice.value for choice in field.choices] if field else []
    return [*named, "其他-责令改正", "其他（警告）", "无此种类"]


def dated(named: Iterable[str]) -> st.SearchStrategy[Dated]:
    kinds = st.lists(st.sampled_from(list(named)), max_size=4, unique=True).map(tuple)
    return st.tuples(days, kinds, st.none() | days, particulars)


@pytest.fixture(scope="module")
def asking() -> Asking:
    """Asks the engine; the expression of a rule is compiled once."""
    connection = ibis.duckdb.connect()
    compiled: dict[int, str] = {}

    def ask(window: WindowSet | None, rows: list[Dated]) -> list[Answer]:
        name = id(window)
        if name not in compiled:
            expression = with_window(ibis.table(DATED, name="dated"), window)
            compiled[name] = str(ibis.to_sql(expression.order_by("row"), dialect="duckdb"))
        con = connection.con
        lines = [
            (n, day, ";".join(kinds) or None, ends, about.procedure, about.fine, about.sector)
            for n, (day, kinds, ends, about) in enumerate(rows)
        ]
        table = pa.table(
            [
                pa.array(column, kind)
                for column, kind in zip(zip(*lines, strict=True), COLUMNS, strict=True)
            ],
            names=list(DATED),
        )
        con.register("given", table)
        con.execute("CREATE OR REPLACE TABLE dated AS SELECT * FROM given")
        found = con.execute(f"SELECT severity, public_from, public_until FROM ({compiled[name]})")
        return [tuple(line) for line in found.fetchall()]

    return ask


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_tables_and_single_records_agree(item: Item, asking: Asking) -> None:
    window = WINDOWS[item.publicity.window] if item.publicity.window else None

    @settings(max_examples=12, deadline=None)
    @given(st.lists(dated(kinds_of(item)), min_size=20, max_size=60))
    def agreed(rows: list[Dated]) -> None:
        expected = []
        for day, kinds, ends, about in rows:
            one = item_window(item, WINDOWS, day, kinds, ends, about)
            expected.append((one.severity, one.public_from, one.public_until))
        assert asking(window, rows) == expected

    agreed()


@pytest.mark.parametrize("name", ["penalty", "milder"])
def test_they_agree_on_what_a_city_can_set(name: str, asking: Asking) -> None:
    @settings(max_examples=12, deadline=None)
    @given(st.lists(dated(kinds_of(load_catalogue().item("penalty"))), min_size=20, max_size=60))
    def agreed(rows: list[Dated]) -> None:
        expected = []
        for day, kinds, ends, about in rows:
            one = window_for(CITY[name], day, kinds, ends, about)
            expected.append((one.severity, one.public_from, one.public_until))
        assert asking(CITY[name], rows) == expected

    agreed()


def test_the_classes_of_penalties_all_occur(asking: Asking) -> None:
    penalty = load_catalogue().item("penalty")
    rows = [(date(2026, 5, 1), (kind,), None, Particulars()) for kind in kinds_of(penalty)]
    assert {severity for severity, _, _ in asking(WINDOWS["penalty"], rows)} == {
        "minor",
        "general",
        "serious",
    }
