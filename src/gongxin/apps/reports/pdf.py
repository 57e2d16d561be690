"""The PDF of a report, set by Typst; the same sheet and moment give the same bytes.

Only data goes in: the template is fixed, and what records say reaches it as JSON strings, which
Typst prints as they are and never reads as markup.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

import mplfonts
import typst

from gongxin.apps.reports import qr
from gongxin.apps.reports.sheet import Sheet

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def render(sheet: Sheet, issued_at: datetime) -> bytes:
    """The report as PDF (tagged, A4); ``issued_at`` is the only time in it."""
    return typeset(_template(), _inputs(sheet), issued_at)


def typeset(template: bytes, inputs: dict[str, str], at: datetime) -> bytes:
    """Any fixed template as PDF, with ``inputs`` as strings; the same three give the same bytes."""
    return typst.compile(
        template,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=at.astimezone(UTC).replace(microsecond=0),
        format="pdf",
    )


def pictures(sheet: Sheet, *, ppi: float = 96) -> list[bytes]:
    """Each page as PNG."""
    made = typst.compile(
        _template(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(sheet),
        format="png",
        ppi=ppi,
    )
    pages = cast("bytes | list[bytes]", made)  # the stubs know only of one page
    return pages if isinstance(pages, list) else [pages]


def _inputs(sheet: Sheet) -> dict[str, str]:
    return {"sheet": json.dumps(asdict(sheet), ensure_ascii=False), "qr": qr.svg(sheet.url)}


@lru_cache(maxsize=1)
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts of the package alone, found once: a machine's own would change the bytes."""
    folder = Path(mplfonts.__file__).parent / "fonts"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
