"""The PDF of a bulletin, set by Typst; the same sheet and moment give the same bytes."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from gongxin.apps.quality.bulletin_sheet import Sheet
from gongxin.apps.reports.pdf import typeset

TEMPLATE: Final = Path(__file__).with_name("bulletin.typ")


def render(sheet: Sheet, at: datetime) -> bytes:
    """The bulletin as PDF (A4); ``at`` is the only time in it."""
    inputs = {"sheet": json.dumps(asdict(sheet), ensure_ascii=False)}
    return typeset(_template(), inputs, at)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return TEMPLATE.read_bytes()
