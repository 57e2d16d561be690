"""The rules as they were read, kept between runs until a file of rules or the code changes."""

import hashlib
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gongxin.core.kept_files import keep_file, kept_folder
from gongxin.law.catalogue import Catalogue
from gongxin.law.window_set import Sector, WindowSet

Rules = tuple[Catalogue, dict[str, WindowSet], dict[str, Sector]]

_KINDS = "rules-*.pickle"
_SHAPES = frozenset(
    {"gongxin.core.text", "gongxin.law.catalogue", "gongxin.law.window_set", "datetime", "decimal"}
)
_UNREADABLE = (
    *(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError),
    *(IndexError, KeyError, TypeError, ValueError),
)


def kept_rules(roots: Sequence[Path], read: Callable[[Sequence[Path]], Rules]) -> Rules:
    """What ``read`` makes of the packs under ``roots``, or made of the very same files before.

    Nothing is kept of files with faults, for which ``read`` raises LawError.
    """
    digest = _digest(roots)
    path = kept_folder() / _KINDS.replace("*", digest)
    try:
        with path.open("rb") as file:
            kept: Rules = _Unpickler(file).load()
            return kept
    except _UNREADABLE:
        pass
    rules = read(roots)
    if _digest(roots) == digest:  # else a file was changed while it was read
        keep_file(path, pickle.dumps(rules), _KINDS)
    return rules


class _Unpickler(pickle.Unpickler):
    """Loads the shapes of rules and calls nothing else, whatever the file says."""

    def find_class(self, module: str, name: str) -> type:
        found = super().find_class(module, name) if module in _SHAPES and "." not in name else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a rule")
        return found


def _digest(roots: Sequence[Path]) -> str:
    package = Path(__file__).parent.parent
    code = [path for part in ("core", "law") for path in sorted((package / part).rglob("*.py"))]
    rules = [path for root in roots for path in sorted(root.rglob("*.yaml"))]
    digest = hashlib.sha256(sys.version.encode())
    for path in (*code, *rules):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]
