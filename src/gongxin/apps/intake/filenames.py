"""File names as they are kept: they come from anybody and are shown to others."""

import unicodedata
from pathlib import PureWindowsPath

from gongxin.core.masking import redact_id_numbers

LONGEST = 255


def shown_name(filename: str) -> str:
    """A file's name without folders, control characters and ID numbers, at most 255 characters."""
    name = PureWindowsPath(filename.replace("/", "\\")).name
    printable = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    redacted, _ = redact_id_numbers(printable.strip())
    stem, dot, suffix = redacted.rpartition(".")
    if len(redacted) > LONGEST and dot and len(suffix) < 20:
        return f"{stem[: LONGEST - 1 - len(suffix)]}.{suffix}"
    return redacted[:LONGEST] or "file"
