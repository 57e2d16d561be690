"""Where packs are found, and how an item that a city adds comes beside the national ones."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import gongxin.packs
from gongxin.core.text import Text
from gongxin.law.catalogue import Choice
from gongxin.law.load import load_catalogue, load_windows
from gongxin.law.roots import PACKS_VARIABLE

NATIONAL = Path(next(iter(gongxin.packs.__path__))) / "national"
GOOD = Path(__file__).parent.parent / "corpus" / "law" / "good" / "inspection.yaml"


def add_pack(folder: Path) -> Path:
    (folder / "items").mkdir(parents=True)
    shutil.copy(GOOD, folder / "items")
    return folder


def test_an_added_pack_joins_the_default_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "inspection" not in load_catalogue().items
    monkeypatch.setenv(PACKS_VARIABLE, str(add_pack(tmp_path / "city")))
    catalogue = load_catalogue()
    assert {"inspection", "penalty"} <= set(catalogue.items)
    assert catalogue.item("inspection").pack == "city"
    monkeypatch.delenv(PACKS_VARIABLE)
    assert "inspection" not in load_catalogue().items


def test_a_folder_of_packs_is_a_root_too(tmp_path: Path) -> None:
    add_pack(tmp_path / "east")
    assert "inspection" in load_catalogue([NATIONAL, tmp_path]).items


def test_pack_yaml_names_the_pack(tmp_path: Path) -> None:
    add_pack(tmp_path)
    (tmp_path / "pack.yaml").write_text(
        "id: fictional\ntitle: {zh: 虚构, en: Fictional}\n", "utf-8"
    )
    assert load_catalogue([NATIONAL, tmp_path]).item("inspection").pack == "fictional"


def test_the_default_catalogue_is_loaded_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_what_an_item_says_is_what_is_loaded(tmp_path: Path) -> None:
    item = load_catalogue([NATIONAL, add_pack(tmp_path)]).item("inspection")
    assert item.title == Text("监督检查信息", "Inspections")
    assert item.effective == date(2026, 1, 1)
    assert item.bases[0].article == "第三条 (art. 3)"
    assert item.index["JC_JG"].choices[1] == Choice(
        "不合格", Text("不合格", "Failed"), also=("未通过",)
    )
    assert item.index["JC_RQ"].example == "2026-11-02"
    assert item.index["JC_SFZH"].column_optional
    assert "JC_SFZH" not in [field.code for field in item.stored_fields]


def test_an_unknown_item_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="penalty"):
        load_catalogue().item("penalties")


def test_windows_are_found_by_id() -> None:
    assert set(load_windows()) >= {"penalty", "serious-list", "abnormal-list", "commitment"}


def test_packs_in_the_instances_own_folder_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = tmp_path / "packs" / "city" / "items"
    items.mkdir(parents=True)
    (items / GOOD.name).write_bytes(GOOD.read_bytes())
    monkeypatch.delenv("GONGXIN_PACKS", raising=False)
    assert "inspection" not in load_catalogue().items
    monkeypatch.setenv("GONGXIN_HOME", str(tmp_path))
    assert load_catalogue().item("inspection").pack == "city"
