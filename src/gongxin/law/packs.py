"""Where the rules come from: the packs in this distribution and those that a city adds."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import gongxin.packs
from gongxin.law.yaml_source import Entry, Faults, read_yaml

PACKS_VARIABLE = "GONGXIN_PACKS"
"""Environment variable: further pack folders, separated as in PATH."""

_PARTS = ("pack.yaml", "categories.yaml", "items", "windows", "cases", "letters")


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules: ``pack.yaml``, ``categories.yaml``, ``items/*.yaml``, ``windows/*.yaml``.

    Each part is optional; a folder without ``pack.yaml`` is called by its own name.
    """

    id: str
    folder: Path

    def files(self, part: str) -> list[Path]:
        """The pack's YAML files of one part, in order of name."""
        return sorted((self.folder / part).glob("*.yaml"))


HOME_VARIABLE = "GONGXIN_HOME"
"""Environment variable: the instance's folder; what lies under its ``packs`` is loaded too."""


def added_packs() -> str:
    """What ``GONGXIN_PACKS`` says now, and the packs of the instance's own folder."""
    named = os.environ.get(PACKS_VARIABLE, "").split(os.pathsep)
    home = os.environ.get(HOME_VARIABLE)
    found = dict.fromkeys([*named, *(_packs_of(home) if home else ())])
    return os.pathsep.join(part for part in found if part)


def _packs_of(home: str) -> tuple[str, ...]:
    folder = Path(home) / "packs"
    try:
        return _packs_in(folder, folder.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=8)
def _packs_in(folder: Path, changed: int) -> tuple[str, ...]:
    """The packs in a folder as of its last change: a page asks several times."""
    return tuple(str(p.resolve()) for p in sorted(folder.glob("*")) if _is_pack(p))


def default_roots(added: str) -> tuple[Path, ...]:
    """The packs that come with Gongxin, then the ``added`` folders, separated as in PATH."""
    own = sorted(Path(folder) for folder in gongxin.packs.__path__)
    packaged = [path for folder in own for path in sorted(folder.iterdir()) if _is_pack(path)]
    return (*packaged, *(Path(part) for part in added.split(os.pathsep) if part))


def find_packs(roots: Sequence[Path], faults: Faults) -> list[Pack]:
    """The packs under the given folders; a folder that holds no pack is a fault."""
    return [pack for root in roots for pack in _packs_at(root, faults)]


def _packs_at(root: Path, faults: Faults) -> Iterator[Pack]:
    folders = [root] if _is_pack(root) else sorted(p for p in root.glob("*") if _is_pack(p))
    if not folders:
        faults.add(
            str(root),
            1,
            f"这里没有规则包：应有 {'、'.join(_PARTS)} 之一",
            f"no rule pack here: expected one of {', '.join(_PARTS)}",
        )
    for folder in folders:
        manifest = folder / "pack.yaml"
        entry = read_yaml(manifest, faults) if manifest.exists() else None
        yield Pack(folder.name if entry is None else _read_manifest(entry), folder)


def _read_manifest(entry: Entry) -> str:
    name = entry.text("id")
    entry.bilingual("title")
    entry.optional_bilingual("description")
    entry.close()
    return name


def _is_pack(path: Path) -> bool:
    return path.is_dir() and any((path / part).exists() for part in _PARTS)
