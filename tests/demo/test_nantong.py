"""The large city: its catalogue loads, its lake is reproducible, what was planted is what is found."""

from pathlib import Path

import duckdb
import pytest

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import HEADER, REGISTER, Lake
from gongxin.batch.recheck.run import KIND, recheck
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger
from gongxin.core.errors import GongxinError
from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.demo.nantong import city, rows
from gongxin.demo.nantong.city import write_nantong
from gongxin.demo.nantong.kinds import FIELDS, ITEMS, Kind, city_departments, kinds
from gongxin.demo.nantong.organisations import make_organisations, write_register
from gongxin.demo.nantong.pack import write_pack
from gongxin.demo.nantong.planting import plants
from gongxin.demo.nantong.rows import write_item
from gongxin.demo.nantong.timetable import ROWS_AT_SCALE_ONE, row_counts, timetable
from gongxin.law.catalogue import Catalogue, Item
from gongxin.law.load import load_catalogue
from gongxin.law.roots import default_roots

ROWS = 16_000
ORGANISATIONS = 600
CHOSEN = 6  # items beside a flow


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nantong") / "nantong-demo"
    write_pack(folder)
    return folder


@pytest.fixture(scope="module")
def catalogue(pack: Path) -> Catalogue:
    return load_catalogue(default_roots(str(pack)))


@pytest.fixture(scope="module")
def chosen(catalogue: Catalogue) -> list[tuple[Kind, Item]]:
    """A flow, and the few items that together can have every kind of fault."""
    pairs = [(kind, catalogue.item(kind.id)) for kind in kinds()]
    taken, wanted = pairs[:1], set().union(*(_checks(item) for _, item in pairs))
    for _ in range(CHOSEN):
        missing = wanted - set().union(*(_checks(item) for _, item in taken))
        taken.append(max(pairs[20:], key=lambda pair: len(_checks(pair[1]) & missing)))
    return list({kind.id: (kind, item) for kind, item in taken}.values())


@pytest.fixture(scope="module")
def lake(chosen: list[tuple[Kind, Item]], tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return _written(chosen, tmp_path_factory.mktemp("lake"))


def _written(chosen: list[tuple[Kind, Item]], root: Path) -> Lake:
    lake = Lake(root)
    with duckdb.connect() as connection:
        make_organisations(connection, ORGANISATIONS, 7)
        write_register(connection, lake)
        for kind, item in chosen:
            write_item(connection, lake, kind, item, ROWS, ORGANISATIONS, 7)
    return lake


def _checks(item: Item) -> set[str]:
    return {plant.check_id for plant in plants(item)}


def test_the_catalogue_has_the_size_of_the_city(catalogue: Catalogue) -> None:
    items = [catalogue.item(kind.id) for kind in kinds()]
    assert (len(items), ITEMS) == (590, 590)
    assert sum(len(item.fields) for item in items) == FIELDS == 5_938
    assert len({department.code for department in city_departments()}) == 55
    assert {item.submitters for item in items} == {(d.sector,) for d in city_departments()}
    assert all("虚构" in basis.document.zh for item in items for basis in item.bases)
    types = {field.type for item in items for field in item.fields}
    assert {"text", "date", "money", "capital", "integer", "enum", "enums"} <= types
    assert {"uscc", "orgcode", "regno"} <= types


@pytest.mark.parametrize("scale", [0.0005, 0.01, 1])
def test_rows_add_up_and_flows_hold_most(scale: float) -> None:
    counts = row_counts(scale)
    total = round(ROWS_AT_SCALE_ONE * scale)
    assert sum(counts.values()) == total
    assert min(counts.values()) > 0
    assert sum(counts[kind.id] for kind in kinds() if kind.is_flow) > 0.8 * total


def test_months_hold_all_rows() -> None:
    for kind in kinds()[::37]:
        for size in (9, 700, 90_000):
            times = timetable(kind, size)
            assert len(times.months) == len(times.submissions) == len(times.received)
            assert (len(times.months) - 1) * times.per_month < size
            assert size <= len(times.months) * times.per_month
            for month, days in zip(times.months, times.received, strict=True):
                assert {f"{day:%Y-%m}" for day in days} == {month}
                assert len(days) * times.per_submission >= times.per_month


def test_organisations_are_valid_and_of_no_real_region(lake: Lake) -> None:
    names = [name for (name,) in _read(lake.register("subjects"), "name")]
    assert len(set(names)) == len(names) == ORGANISATIONS + 2
    codes = [code for (code,) in _read(lake.register("subjects"), "code")]
    verdicts = [uscc.judge(str(code)) for code in codes]
    assert not any(verdict.problems for verdict in verdicts)
    assert sum(bool(verdict.warnings) for verdict in verdicts) == 2
    assert {str(code)[2:6] for code in codes} == {"3299"}
    for scheme, value in _read(lake.register("identifiers"), "scheme, value"):
        if scheme == "regno":
            assert not regno.judge(str(value)).problems
    good = [value for (value,) in _read(lake.register("identifiers"), "value")]
    assert sum(not orgcode.judge(str(value)).problems for value in good) >= ORGANISATIONS
    for name, columns in REGISTER.items():
        assert _columns(lake.register(name)) == columns


def test_rows_have_the_columns_of_the_lake(lake: Lake, chosen: list[tuple[Kind, Item]]) -> None:
    for _, item in chosen:
        fields = {field.code: "VARCHAR" for field in item.stored_fields}
        for path in lake.files(item.id):
            assert _columns(path) == HEADER | fields
            assert list(_columns(path)) == [*HEADER, *fields]
        counted = duckdb.sql(
            f"SELECT count(*), count(DISTINCT (submission, row)) FROM {_all(lake, item)}"
        ).fetchall()
        assert counted == [(ROWS, ROWS)]


def test_what_was_planted_is_what_is_found(lake: Lake, chosen: list[tuple[Kind, Item]]) -> None:
    with open_process() as session:
        recheck(session, lake, [item for _, item in chosen])
        columns = ["item", "month", "submission", "row", "field", "check_id"]
        query = select_current(session, Ledger(lake, KIND).all_results(), columns)
        assert query
        found = set(session.rows(query))
    truth = f"SELECT {', '.join(columns)} FROM '{lake.root}/truth/faults/*.parquet'"
    planted = set(duckdb.sql(truth).fetchall())
    assert found - planted == set()
    assert planted - found == set()
    assert len({line[:4] for line in planted}) == len(planted)  # one a row
    kept = {check for _, item in chosen for check in _checks(item)}
    assert {line[5] for line in planted} >= kept - {"uscc-unknown-region"}


def test_every_row_without_a_link_has_its_truth(
    lake: Lake, chosen: list[tuple[Kind, Item]]
) -> None:
    for _, item in chosen:
        open_rows = duckdb.sql(
            f"SELECT submission, row FROM {_all(lake, item)} WHERE subject IS NULL ORDER BY ALL"
        ).fetchall()
        truth = _read(lake.truth("links", item.id), "submission, row")
        assert truth == open_rows
        assert open_rows


def test_the_same_seed_makes_the_same_rows_by_the_month_or_at_once(
    lake: Lake,
    chosen: list[tuple[Kind, Item]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "_LARGE", 1)
    again = _written(chosen[:2], tmp_path)
    for _, item in chosen[:2]:
        for month in lake.months(item.id):
            (one,), (other,) = lake.files(item.id, month), again.files(item.id, month)
            assert _read(one, "*") == _read(other, "*")


def test_a_lake_of_another_scale_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city, "kinds", lambda: kinds()[13:16])
    monkeypatch.setattr(city, "row_counts", lambda scale: {k.id: 40 for k in kinds()[13:16]})
    first = write_nantong(tmp_path, 0.0001, 0, lambda line: None)
    assert first.rows == 120
    lake = Lake(tmp_path / "lake")
    before = {path: path.stat().st_mtime_ns for item in lake.items() for path in lake.files(item)}
    lost = lake.truth("faults", kinds()[13].id)
    lost.unlink()
    assert write_nantong(tmp_path, 0.0001, 0, lambda line: None) == first
    after = {path: path.stat().st_mtime_ns for item in lake.items() for path in lake.files(item)}
    remade = {path for path in before if after[path] != before[path]}
    assert remade == set(lake.files(kinds()[13].id))
    assert lost.exists()
    with pytest.raises(GongxinError):
        write_nantong(tmp_path, 0.0002, 0, lambda line: None)


def _all(lake: Lake, item: Item) -> str:
    files = [str(path) for path in lake.files(item.id)]
    return f"read_parquet({files}, hive_partitioning = false)"


def _read(path: Path, columns: str) -> list[tuple[object, ...]]:
    return duckdb.sql(f"SELECT {columns} FROM '{path}' ORDER BY ALL").fetchall()


def _columns(path: Path) -> dict[str, str]:
    found = duckdb.sql(f"DESCRIBE FROM read_parquet('{path}', hive_partitioning = false)")
    return {name: kind for name, kind, *_ in found.fetchall()}
