"""Every bad rule file of the corpus is refused, with the faults that it lists at its end."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gongxin.law.load import load_catalogue, load_rules
from gongxin.law.yaml_source import LawError

CORPUS = Path(__file__).parent.parent / "corpus" / "law"
PackOf = Callable[[Path], list[Path]]


@pytest.mark.parametrize(
    "path", sorted((CORPUS / "bad").glob("*.yaml")), ids=lambda path: path.stem
)
def test_bad_file_is_refused_with_file_and_line(path: Path, pack_of: PackOf) -> None:
    expected = re.findall(r"^# expect (\d+): (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert expected, "a bad file says at its end what is expected"
    with pytest.raises(LawError) as caught:
        load_catalogue(pack_of(path))
    assert [(str(f.line), f.text.en) for f in caught.value.faults] == expected
    for fault in caught.value.faults:
        assert Path(fault.file).name == path.name
        assert re.search(r"[\u4e00-\u9fff]", fault.text.zh)
        assert f"{path.name}:{fault.line}" in caught.value.text.zh


@pytest.mark.parametrize(
    "path", sorted((CORPUS / "good").glob("*.yaml")), ids=lambda path: path.stem
)
def test_good_file_is_loaded(path: Path, pack_of: PackOf) -> None:
    catalogue, windows = load_rules(pack_of(path))
    assert "inspection" in catalogue.items or "sample" in windows


def test_faults_of_all_files_come_together(pack_of: PackOf, tmp_path: Path) -> None:
    roots = pack_of(CORPUS / "bad" / "unknown-key.yaml")
    window = (CORPUS / "bad" / "window-unknown-key.yaml").read_text("utf-8")
    (tmp_path / "pack" / "windows").mkdir()
    (tmp_path / "pack" / "windows" / "sample.yaml").write_text(window, "utf-8")
    with pytest.raises(LawError) as caught:
        load_catalogue(roots)
    files = {Path(fault.file).name for fault in caught.value.faults}
    assert files == {"unknown-key.yaml", "sample.yaml"}


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawError) as caught:
        load_catalogue([tmp_path])
    assert str(tmp_path) in caught.value.text.en


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "x.yaml").write_bytes(b"id: \xff\xfe\x00")
    with pytest.raises(LawError) as caught:
        load_catalogue([tmp_path])
    assert [Path(f.file).name for f in caught.value.faults] == ["x.yaml"]
