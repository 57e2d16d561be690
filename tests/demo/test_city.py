"""The city's folder: the same every time, complete, in the manners of its departments."""

import hashlib
from pathlib import Path

import openpyxl

from gongxin.core.identifiers.idcard import is_id_number
from gongxin.demo.city import write_city
from gongxin.demo.columns import stream
from gongxin.demo.departments import departments
from gongxin.demo.manifest import read_manifest, read_truth
from gongxin.demo.names import id_numbers


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_same_seed_same_bytes(city: Path, city_rows: int, tmp_path: Path) -> None:
    write_city(tmp_path / "again", 200, rows=city_rows, seed=7)
    assert digests(tmp_path / "again") == digests(city)


def test_another_seed_is_another_city(city: Path, tmp_path: Path) -> None:
    write_city(tmp_path / "other", 20, seed=8)
    assert not set(digests(tmp_path / "other").values()) & set(digests(city).values())


def test_manifest_lists_every_file(city: Path, city_rows: int) -> None:
    entries = read_manifest(city)
    on_disk = {path.name for path in city.iterdir()} - {
        "manifest.json",
        "truth.parquet",
        "ledgers.csv",
    }
    assert {entry.file for entry in entries} == on_disk
    assert len(on_disk) == len(entries)
    assert abs(sum(e.rows for e in entries if not e.note) - city_rows) < city_rows * 0.1


def test_registers_come_first_then_by_day(city: Path) -> None:
    entries = read_manifest(city)
    first = [entry.item == "registration" for entry in entries]
    assert first == sorted(first, reverse=True)
    days = [entry.received_on for entry in entries if entry.item != "registration"]
    assert days == sorted(days)
    assert days[0].year <= 2022
    assert (days[-1].year, days[-1].month) == (2026, 11)


def test_every_item_and_department_and_format(city: Path) -> None:
    entries = read_manifest(city)
    assert {entry.item for entry in entries} == {
        habit.item for department in departments() for habit in department.habits
    }
    assert {entry.department for entry in entries} == {d.code for d in departments()}
    assert {Path(entry.file).suffix for entry in entries} == {
        ".xlsx",
        ".csv",
        ".tsv",
        ".jsonl",
        ".parquet",
    }


def test_text_files_come_in_both_encodings(city: Path) -> None:
    starts = {path.read_bytes()[:3] for path in city.glob("*.csv")}
    assert b"\xef\xbb\xbf" in starts
    plain = [p for p in city.glob("*.csv") if p.read_bytes()[:3] != b"\xef\xbb\xbf"]
    assert all(path.read_bytes().decode("gb18030") for path in plain)


def test_workbooks_have_titles_dates_and_empty_rows(city: Path) -> None:
    page = openpyxl.load_workbook(next(city.glob("2026-1*-市场监管局-行政处罚.xlsx"))).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    assert str(rows[0][0]).endswith("报送表")
    assert rows[1][0] == "行政相对人名称"
    decided = rows[1].index("处罚决定日期")
    assert any(hasattr(row[decided], "year") for row in rows[2:])
    assert set(rows[-1]) == {None}


def test_truth_points_at_rows_that_exist(city: Path, city_rows: int) -> None:
    entries = {entry.file: entry for entry in read_manifest(city)}
    truths = list(read_truth(city))
    assert 100 < len(truths) < city_rows / 5
    for truth in truths:
        entry = entries[truth.file]
        assert entry.first_row <= truth.row < entry.first_row + entry.rows


def test_persons_numbers_are_well_formed_and_nobodys() -> None:
    numbers = id_numbers(stream(1, "test"), 500).to_pylist()
    assert all(is_id_number(number) for number in numbers)
    assert all(number[:4] == "3299" and number[6:12] == "190001" for number in numbers)


def test_a_file_comes_again_put_right(city: Path) -> None:
    again = [entry for entry in read_manifest(city) if "更正" in entry.file]
    assert len(again) == 1
    planted = {t.fault for t in read_truth(city) if t.file == again[0].file}
    assert planted <= {"late"}
    assert (city / again[0].file.replace("-更正", "")).exists()
