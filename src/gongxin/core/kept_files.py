"""Files that spare the next run some work: kept in one folder, which may be deleted at any time."""

import os
import tempfile
from pathlib import Path

NEWEST = 4  # of one kind: several versions may share a machine


def kept_folder() -> Path:
    """``GONGXIN_CACHE``, ``~/.cache/gongxin`` otherwise."""
    kept = os.environ.get("GONGXIN_CACHE")
    return Path(kept) if kept else Path.home() / ".cache" / "gongxin"


def keep_file(path: Path, content: bytes, kind: str) -> None:
    """Write the file whole or not at all, and forget all but the newest of the glob ``kind``.

    What cannot be written is made again the next time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).rename(path)
        kept = sorted(path.parent.glob(kind), key=lambda one: one.stat().st_mtime)
        for old in kept[:-NEWEST]:
            old.unlink(missing_ok=True)
    except OSError:
        pass
