"""The packs of rules in given folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongxin.law.roots import PARTS, is_pack
from gongxin.law.yaml_source import Entry, Faults, read_yaml


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


def find_packs(roots: Sequence[Path], faults: Faults) -> list[Pack]:
    """The packs under the given folders; a folder that holds no pack is a fault."""
    return [pack for root in roots for pack in _packs_at(root, faults)]


def _packs_at(root: Path, faults: Faults) -> Iterator[Pack]:
    folders = [root] if is_pack(root) else sorted(p for p in root.glob("*") if is_pack(p))
    if not folders:
        faults.add(
            str(root),
            1,
            f"这里没有规则包：应有 {'、'.join(PARTS)} 之一",
            f"no rule pack here: expected one of {', '.join(PARTS)}",
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
