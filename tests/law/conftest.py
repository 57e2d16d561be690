"""Packs made from the corpus, loaded beside the national one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import gongxin.packs

NATIONAL = Path(next(iter(gongxin.packs.__path__))) / "national"


@pytest.fixture
def pack_of(tmp_path: Path) -> Callable[[Path], list[Path]]:
    """The roots for loading one rule file of the corpus with the national pack."""

    def make(path: Path) -> list[Path]:
        part = "windows" if path.name.startswith("window-") else "items"
        (tmp_path / "pack" / part).mkdir(parents=True)
        shutil.copy(path, tmp_path / "pack" / part)
        return [NATIONAL, tmp_path / "pack"]

    return make
