"""The layout of the lake, and files that are there whole or not at all."""

from pathlib import Path

import pytest

from gongxin.batch.lake import Lake, whole


def _put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_an_empty_lake_has_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "nowhere")
    assert (lake.items(), lake.months("a"), lake.files("a"), lake.snapshots()) == ([], [], [], [])
    assert not lake.root.exists()


def test_items_months_and_files_in_order(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    later = _put(lake.folder("tax", "2026-02") / "1.parquet")
    second = _put(lake.folder("tax", "2026-01") / "2.parquet")
    first = _put(lake.folder("tax", "2026-01") / "1.parquet")
    _put(lake.folder("duty", "2026-01") / "1.parquet")
    _put(lake.folder("tax", "2026-01") / ".3.parquet.abc")
    (tmp_path / "items" / "tax" / "notes").mkdir()
    assert lake.items() == ["duty", "tax"]
    assert lake.months("tax") == ["2026-01", "2026-02"]
    assert lake.files("tax") == [first, second, later]
    assert lake.files("tax", "2026-02") == [later]


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "rows.parquet"
    with whole(target) as partial:
        partial.write_text("new")
        assert not target.exists()
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def _broken(target: Path) -> None:
    with whole(target) as partial:
        partial.write_text("half")
        raise ValueError("broken")


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    target = _put(tmp_path / "rows.parquet")
    with pytest.raises(ValueError, match="broken"):
        _broken(target)
    assert target.read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == [target]
