"""The QR code of a report: the address where it is verified, as one SVG path."""

from io import BytesIO
from typing import Final

import segno

_INK: Final = "#123b6b"


def svg(url: str) -> str:
    """The code of ``url`` with the quiet zone of four modules that readers need."""
    out = BytesIO()
    segno.make(url).save(
        out, kind="svg", border=4, dark=_INK, light="#fff", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()
