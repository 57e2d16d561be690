"""Rules kept from an earlier run are the same rules, and only as long as no file changes."""

import pickle
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.law.test_load import GOOD, NATIONAL

from gongxin.law.kept_rules import Rules, kept_rules
from gongxin.law.load import load_catalogue_of
from gongxin.law.read_rules import read_rules
from gongxin.law.yaml_source import LawError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("GONGXIN_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    (folder / "items").mkdir(parents=True)
    shutil.copy(GOOD, folder / "items")
    return folder


def must_not_read(roots: Sequence[Path]) -> Rules:
    raise AssertionError(roots)


def test_rules_are_read_once(pack: Path) -> None:
    roots = (NATIONAL, pack)
    read = kept_rules(roots, read_rules)
    assert kept_rules(roots, must_not_read) == read == read_rules(roots)
    assert read[0].items["inspection"].index.keys() == {
        field.code for field in read[0].items["inspection"].fields
    }


def test_a_changed_file_is_read_again(pack: Path) -> None:
    roots = (NATIONAL, pack)
    kept_rules(roots, read_rules)
    path = pack / "items" / GOOD.name
    path.write_text(path.read_text(encoding="utf-8").replace("zh: ", "zh: 新", 1), encoding="utf-8")
    with pytest.raises(AssertionError):
        kept_rules(roots, must_not_read)
    assert kept_rules(roots, read_rules) == read_rules(roots)


def test_the_packs_of_a_home_folder_are_kept_too(tmp_path: Path, cache: Path, pack: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(pack, home / "packs" / "city")
    assert "inspection" in load_catalogue_of(home).items
    assert "inspection" not in load_catalogue_of(tmp_path / "elsewhere").items
    assert list(cache.glob("rules-*.pickle"))


def test_faulty_rules_are_not_kept(pack: Path, cache: Path) -> None:
    (pack / "items" / GOOD.name).write_text("id: x\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LawError):
            kept_rules((NATIONAL, pack), read_rules)
    assert not cache.exists()


def test_a_damaged_or_foreign_file_is_read_over(pack: Path, cache: Path) -> None:
    roots = (NATIONAL, pack)
    rules = kept_rules(roots, read_rules)
    (path,) = cache.iterdir()
    for content in (
        b"",
        path.read_bytes()[:-9],
        b"x",
        pickle.dumps(print),
        pickle.dumps(Path("x")),
    ):
        path.write_bytes(content)
        assert kept_rules(roots, read_rules) == rules
        assert kept_rules(roots, must_not_read) == rules
