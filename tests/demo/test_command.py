"""``gongxin demo`` writes a city of any size and says so."""

import json
from pathlib import Path

import pytest

from gongxin.cli import main
from gongxin.demo.manifest import read_manifest


def written(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["demo", "--json", *arguments]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_size_and_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "city"
    told = written(["--size", "30", "--rows", "130", "--out", str(out)], capsys)
    entries = read_manifest(out)
    assert told["organisations"] == 30
    assert told["files"] == len(entries)
    assert told["rows"] == sum(entry.rows for entry in entries)
    assert {path.name for path in out.iterdir()} == {e.file for e in entries} | {
        "manifest.json",
        "truth.parquet",
        "ledgers.csv",
    }


def test_a_city_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for size in ("25", "10"):
        told = written(["--size", size, "--out", str(tmp_path)], capsys)
    assert len(list(tmp_path.iterdir())) == int(str(told["files"])) + 3


def test_other_files_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["demo", "--json", "--size", "5", "--out", str(tmp_path)]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "folder_not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("size", ["0", "-3", "many"])
def test_a_size_that_is_none(size: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demo", "--size", size, "--out", str(tmp_path)])
    assert stopped.value.code == 2
