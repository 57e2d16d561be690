"""SQL compiled in earlier runs: to compile all that a city asks takes more than a second."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from gongxin.batch.plans import code_digest
from gongxin.core.kept_files import keep_file, kept_folder

P = ParamSpec("P")
R = TypeVar("R", bound="str | dict[str, str] | None")

_KINDS = "questions-*.json"


class _Kept:
    """By a digest of what it was compiled from: the SQL of earlier runs of the same code and of this one."""

    def __init__(self) -> None:
        try:
            found = json.loads(self._path().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = None
        self.known = found if isinstance(found, dict) else {}
        self.fresh = False

    def write(self) -> None:
        if self.fresh:
            content = json.dumps(self.known, ensure_ascii=False).encode()
            keep_file(self._path(), content, _KINDS)
            self.fresh = False

    @staticmethod
    def _path() -> Path:
        return kept_folder() / _KINDS.replace("*", code_digest()[:32])


@cache
def _kept() -> _Kept:
    return _Kept()


def compiled(make: Callable[P, R]) -> Callable[P, R]:
    """What ``make`` compiles from arguments whose ``repr`` tells all of them, once for all runs.

    :func:`keep_compiled` keeps it for the next.
    """

    @wraps(make)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        about = f"{make.__module__}.{make.__qualname__}{args!r}{kwargs!r}"
        key, kept = hashlib.sha256(about.encode()).hexdigest()[:32], _kept()
        if key not in kept.known:
            kept.known[key] = make(*args, **kwargs)
            kept.fresh = True
        found: R = kept.known[key]
        return found

    return cast("Callable[P, R]", cache(told))


def keep_compiled() -> None:
    """Keep for later runs what was compiled in this one."""
    _kept().write()
