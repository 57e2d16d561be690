"""However a department writes its table, the same cells are read, in the rows it knows them by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.readers.conftest import Read
from tests.corpus.should_pass.formats import FAST, FORMATS, PENALTY, ROWS

from gongxin.batch.readers import delimited
from gongxin.law.catalogue import Item

Reading = Callable[[Item, Path], Read]
EXPECTED = [{code: value for code, value in row.items() if value} for row in ROWS]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_cells(name: str, read: Reading, tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    rows = FORMATS[name](path)
    found = read(PENALTY, path)
    assert list(found.cells) == rows
    assert list(found.cells.values()) == EXPECTED
    assert found.faults == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_read_and_none_that_its_name_might_stand_for(
    name: str, read: Reading, tmp_path: Path
) -> None:
    path, other = tmp_path / "处罚[1].bin", tmp_path / "处罚1.bin"
    FORMATS[name](path)
    other.write_bytes(path.read_bytes().replace(b"1", b"2"))
    assert list(read(PENALTY, path).cells.values()) == EXPECTED


@pytest.mark.parametrize("name", FAST)
def test_regular_files_take_the_fast_way(
    name: str, read: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(FAST[name])
    exactly = []
    monkeypatch.setattr(delimited, "_read_exactly", lambda *given: exactly.append(given))
    found = read(PENALTY, path)
    assert not exactly
    assert list(found.cells) == [2, 3, 4]
    flat = [{code: v.replace("\n", " ") for code, v in row.items()} for row in EXPECTED]
    assert list(found.cells.values()) == flat


def test_rows_below_very_many_blank_ones_keep_their_numbers(read: Reading, tmp_path: Path) -> None:
    lines = FORMATS["jsonl"]
    path = tmp_path / "table.jsonl"
    lines(path)
    path.write_bytes(b"{}\n" * 300_000 + path.read_bytes())
    found = read(PENALTY, path)
    assert list(found.cells) == [300_001, 300_002, 300_003]
    assert list(found.cells.values()) == EXPECTED
