"""Which folders hold the rules: the packs in this distribution and those that a city adds."""

import os
from functools import lru_cache
from pathlib import Path

import gongxin.packs

PACKS_VARIABLE = "GONGXIN_PACKS"
"""Environment variable: further pack folders, separated as in PATH."""

HOME_VARIABLE = "GONGXIN_HOME"
"""Environment variable: the instance's folder; what lies under its ``packs`` is loaded too."""

PARTS = ("pack.yaml", "categories.yaml", "items", "windows", "cases", "letters")


def added_packs(home: Path | None = None) -> str:
    """What ``GONGXIN_PACKS`` says now, and the packs of the instance's folder or of another ``home``."""
    named = os.environ.get(PACKS_VARIABLE, "").split(os.pathsep)
    own = os.environ.get(HOME_VARIABLE) if home is None else str(home)
    found = dict.fromkeys([*named, *(_packs_of(own) if own else ())])
    return os.pathsep.join(part for part in found if part)


def _packs_of(home: str) -> tuple[str, ...]:
    folder = f"{home}{os.sep}packs"
    try:
        return _packs_in(folder, os.stat(folder).st_mtime_ns)  # noqa: PTH116 a page asks often
    except OSError:
        return ()


@lru_cache(maxsize=8)
def _packs_in(folder: str, changed: int) -> tuple[str, ...]:
    """The packs in a folder as of its last change: a page asks several times."""
    return tuple(str(p.resolve()) for p in sorted(Path(folder).glob("*")) if is_pack(p))


def default_roots(added: str) -> tuple[Path, ...]:
    """The packs that come with Gongxin, then the ``added`` folders, separated as in PATH."""
    own = sorted(Path(folder) for folder in gongxin.packs.__path__)
    packaged = [path for folder in own for path in sorted(folder.iterdir()) if is_pack(path)]
    return (*packaged, *(Path(part) for part in added.split(os.pathsep) if part))


def is_pack(path: Path) -> bool:
    """Whether the folder has any part of a pack."""
    return path.is_dir() and any((path / part).exists() for part in PARTS)
