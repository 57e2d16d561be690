"""Field values as people read them: choices in their language, money with its unit."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from gongxin.core.regions import path_name

_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


def now() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


def day(value: date | None) -> str:
    """A date as 2026-11-21, empty for none."""
    return value.isoformat() if value else ""


@lru_cache(maxsize=4096)
def region_name(code: str) -> str:
    """The full name of a region, or its code where the list does not know it."""
    return path_name(code) or code


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters, so that an English page must mark its language."""
    return _CHINESE.search(text) is not None
