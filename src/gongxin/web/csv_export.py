"""CSV that a spreadsheet opens as text and that cannot run anything when it does."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from django.http import StreamingHttpResponse

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")


def safe_cell(value: str) -> str:
    """``value`` as a spreadsheet may show it: a leading apostrophe stops it from being a formula.

    >>> safe_cell("=1+1"), safe_cell("-3.5"), safe_cell("公信")
    ("'=1+1", '-3.5', '公信')
    """
    if value.lstrip(" ").startswith(_DANGEROUS) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


class _Echo:
    """A file that hands back what is written to it, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> StreamingHttpResponse:
    """A streamed download of ``header`` and ``rows``: UTF-8 with BOM, CRLF, formula-safe cells."""
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])
