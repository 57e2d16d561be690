"""A short paper in one language, ready to print: facts, then parts with sentences or a table."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from gongxin.apps.reports.pdf import typeset
from gongxin.apps.reports.sheet import Fact


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences, or a table whose columns share the page by ``widths``."""

    title: str
    lines: Sequence[str] = ()
    numbered: bool = False
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The whole paper; ``name`` and ``code`` are the organisation's that it is for."""

    language: str
    title: str
    platform: str
    name: str
    code: str
    opening: Sequence[str]
    facts: Sequence[Fact]
    parts: Sequence[Part]
    signed: Sequence[str]
    footer: str


def print_leaflet(leaflet: Leaflet, at: datetime) -> bytes:
    """The paper as PDF (A4); the same paper and moment give the same bytes."""
    data = json.dumps(asdict(leaflet), ensure_ascii=False)
    if leaflet.language == "en":  # the font's curly quotation marks are as wide as a character
        data = re.sub("[“”]", r'\\"', data)
    return typeset(_template(), {"sheet": data}, at)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(__file__).with_name("leaflet.typ").read_bytes()
